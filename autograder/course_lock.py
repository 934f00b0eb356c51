"""One command on a course at a time: two would write the same gradebook and pages."""

from __future__ import annotations

import contextlib
import fcntl
import os
from collections.abc import Iterator

from autograder.course import Course
from autograder.errors import UsageError


class CourseBusyError(UsageError):
    """Another process works on this course; the message says which."""


@contextlib.contextmanager
def course_lock(course: Course) -> Iterator[None]:
    """Hold the course; the system lets go of it when this process ends, however it ends."""
    course.root.mkdir(parents=True, exist_ok=True)
    with (course.root / ".lock").open("a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            file.seek(0)
            raise CourseBusyError(
                f"{course.root} is in use by process {file.read().strip() or 'unknown'}; "
                "wait until it has ended, or end it: what it has graded is kept"
            ) from None
        file.truncate(0)
        file.write(str(os.getpid()))
        file.flush()
        yield
