"""The temporary folder of one run, in which all its processes put theirs.

It is removed when the run ends. A run that was killed cannot do so; the next one does: whoever
lives holds a lock on a file in the folder, and the system takes the lock away with the process.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import tempfile
from pathlib import Path

from filelock import FileLock, Timeout

PREFIX = "llm-course-grader-"
_LOCK = "lock"


class RunFolder:
    """A folder of this process's own; `remove` it at the end."""

    def __init__(self) -> None:
        remove_lost()
        made = Path(tempfile.mkdtemp(prefix=f".{PREFIX}"))
        made.chmod(0o711)  # a sandbox with a user of its own has its library in here
        self._lock = FileLock(made / _LOCK)
        self._lock.acquire()
        self.path = made.with_name(made.name.removeprefix("."))
        made.rename(self.path)  # locked before it has the name that is looked for

    def remove(self) -> None:
        """Remove the folder and what is in it."""
        self._lock.release()
        shutil.rmtree(self.path, ignore_errors=True)


def remove_lost() -> None:
    """Remove the folders of this user's runs that are no more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError, Timeout):
            if folder.lstat().st_uid == os.getuid() and folder.is_dir():
                with FileLock(folder / _LOCK, timeout=0):
                    shutil.rmtree(folder, ignore_errors=True)
