"""Files that are what they seem: never a link, a device or a pipe."""

from __future__ import annotations

import os
import stat
from pathlib import Path
from typing import IO

# no link is followed, no pipe waited for; Windows has neither, but marks what is not text
_FLAGS = os.O_RDONLY
for _option in ("O_NOFOLLOW", "O_NONBLOCK", "O_BINARY"):
    _FLAGS |= getattr(os, _option, 0)


def link_to(folder: Path) -> Path | None:
    """The link through which the folder of an assignment is reached, itself or its student's."""
    return next((part for part in (folder, folder.parent) if part.is_symlink()), None)


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
