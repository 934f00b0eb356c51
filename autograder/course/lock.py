"""One command on a course at a time: two would write the same gradebook and pages."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator

from filelock import FileLock, Timeout

from autograder.base.errors import UsageError
from autograder.course.folder import Course


class CourseBusyError(UsageError):
    """Another process works on this course; the message says which."""


@contextlib.contextmanager
def course_lock(course: Course) -> Iterator[None]:
    """Hold the course; the system lets go of it when this process ends, however it ends."""
    course.root.mkdir(parents=True, exist_ok=True)
    holder = course.root / ".lock.holder"  # beside the lock, which Windows lets nobody read
    lock = FileLock(course.root / ".lock")
    try:
        lock.acquire(timeout=0)
    except Timeout:
        with contextlib.suppress(OSError):
            number = holder.read_text(encoding="ascii")
            raise CourseBusyError(_busy(course, number)) from None
        raise CourseBusyError(_busy(course, "unknown")) from None
    try:
        holder.write_text(str(os.getpid()), encoding="ascii")
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()


def _busy(course: Course, process: str) -> str:
    return (
        f"{course.root} is in use by process {process}; "
        "wait until it has ended, or end it: what it has graded is kept"
    )
