"""Files that are what they seem: never a link, a device or a pipe."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import IO

_FLAGS = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


class NotPlainError(OSError):
    """Something that is no plain file; the message says what it is."""


def open_plain(path: Path) -> IO[bytes]:
    """Open a file to read it; `NotPlainError` for a link or a device, `OSError` as usual.

    A hard link is read as the file that it is: whoever can make one can copy the file too.
    """
    if path.is_symlink():
        raise NotPlainError("it is a link")
    number = os.open(path, _FLAGS)
    if not stat.S_ISREG(os.fstat(number).st_mode):
        os.close(number)
        raise NotPlainError("it is not a plain file")
    return open(number, "rb")  # noqa: PTH123 - no path: the file that was checked
