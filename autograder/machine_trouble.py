"""What the machine refuses, in one line: no space, no permission, a folder that is read-only.

nbgrader and SQLAlchemy wrap the system's errors in their own; the cause says what it was.
"""

from __future__ import annotations

import errno
import sqlite3
from collections.abc import Iterator

_DISK_FULL = "the disk is full", "make room and run the command again"
_READ_ONLY = "it cannot be written to", "make it writable, or name another folder"
_FORBIDDEN = "permission is refused", "change its permissions, or name another folder"
_TOO_MANY = "too many files are open", "raise the limit (ulimit -n) or use fewer --jobs"
_NO_FOLDER = "there is a file where a folder is needed", "name another folder"
_SYSTEM = {
    errno.ENOSPC: _DISK_FULL,
    errno.EDQUOT: _DISK_FULL,
    errno.EROFS: _READ_ONLY,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EMFILE: _TOO_MANY,
    errno.ENFILE: _TOO_MANY,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EISDIR: ("a folder is where a file is needed", "name another file"),
    errno.ENAMETOOLONG: ("the name is too long", "use a shorter one"),
    errno.EIO: ("the disk cannot be read or written", "look after the disk"),
}
_GRADEBOOK = {
    "SQLITE_FULL": _DISK_FULL,
    "SQLITE_READONLY": _READ_ONLY,
    "SQLITE_CANTOPEN": ("it cannot be opened", "look at its folder's permissions"),
    "SQLITE_PERM": _FORBIDDEN,
    "SQLITE_IOERR": ("the disk cannot be read or written", "look after the disk"),
    "SQLITE_BUSY": ("another program writes to it", "wait until that one has ended"),
    "SQLITE_CORRUPT": ("the file is damaged", "put back a copy of it"),
    "SQLITE_NOTADB": ("the file is no gradebook", "name another one with --db-url"),
}


def trouble_of_the_machine(error: BaseException) -> str | None:
    """What, why and what to do, where an error comes from the machine; None if it does not.

    >>> trouble_of_the_machine(OSError(28, "No space left on device", "/srv/course/grades.csv"))
    '/srv/course/grades.csv: the disk is full; make room and run the command again'
    """
    for cause in _causes(error):
        if isinstance(cause, sqlite3.OperationalError | sqlite3.DatabaseError):
            name = getattr(cause, "sqlite_errorname", "") or ""
            where, known = "the gradebook", _GRADEBOOK.get("_".join(name.split("_")[:2]))
        elif isinstance(cause, OSError):
            where = str(cause.filename2 or cause.filename or "the course's folder")
            known = _SYSTEM.get(cause.errno or 0)
        else:
            continue
        if known is not None:
            return f"{where}: {known[0]}; {known[1]}"
    return None


def nobody_can_write(error: BaseException) -> bool:
    """Whether the next file could not be written either: the disk is full, or read-only.

    >>> nobody_can_write(OSError(errno.ENOSPC, "")), nobody_can_write(OSError(errno.EACCES, ""))
    (True, False)
    """
    return isinstance(error, OSError) and _SYSTEM.get(error.errno or 0) in (_DISK_FULL, _READ_ONLY)


def _causes(error: BaseException) -> Iterator[BaseException]:
    """An error and what led to it, the outermost first; each once."""
    seen: set[int] = set()
    waiting: list[BaseException | None] = [error]
    while waiting:
        each = waiting.pop(0)
        if each is None or id(each) in seen:
            continue
        seen.add(id(each))
        yield each
        orig = getattr(each, "orig", None)  # SQLAlchemy's errors carry the driver's
        waiting += [orig if isinstance(orig, BaseException) else None]
        waiting += [each.__cause__, None if each.__suppress_context__ else each.__context__]
