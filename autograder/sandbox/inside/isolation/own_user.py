"""A kernel that is a user of its own, for a container: it may not make namespaces.

The warm parent is the container's root, with no other right than to become somebody else. No
notebook's user can signal, trace or read the parent or another notebook's processes; the limit on
processes counts per user. What a user leaves, processes and files, goes before the next one comes.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import time
from collections.abc import Sequence
from pathlib import Path

from autograder.sandbox.inside import call_filter, system_calls
from autograder.sandbox.inside.isolation.restrictions import restrict
from autograder.sandbox.inside.isolation.running import facts_of, running_processes
from autograder.sandbox.inside.limits import WORK, WRITABLE, Limits
from autograder.sandbox.inside.users import become

FIRST_USER, MOST_USERS = 10_000, 50_000  # below 65,536, which rootless containers end at
SECONDS_TO_CLEAN = 10


class OwnUser:
    """The user of one notebook; its number follows from the supervisor's, so neighbours differ."""

    def __init__(self) -> None:
        self._supervisor = os.getpid()
        self._user = FIRST_USER + self._supervisor % MOST_USERS

    def settle(self, limits: Limits, ready_made: Sequence[Path]) -> None:
        """Become the user, and set limits; it may not mount, so what is ready-made stays."""
        become(self._user)
        system_calls.die_with_parent(signal.SIGKILL, self._supervisor)
        os.chdir(WORK)
        restrict(limits)
        call_filter.install()
        if ready_made:
            call_filter.forbid_programs()

    def processes(self, kernel: int) -> list[int]:
        """All that run as this user."""
        return [process for process in running_processes() if _user_of(process) == self._user]

    def end(self, kernel: int) -> None:
        """Kill what runs as this user, and take away its files.

        Only the user itself may do so: root has no right in here to signal or delete for others.
        """
        cleaner = os.fork()
        if cleaner == 0:
            self._clean_up()
        os.waitpid(cleaner, 0)

    def _clean_up(self) -> None:
        try:
            become(self._user)
            give_up = time.monotonic() + SECONDS_TO_CLEAN
            while self._others() and time.monotonic() < give_up:
                with contextlib.suppress(OSError):
                    os.kill(-1, signal.SIGKILL)  # never the caller
                time.sleep(0.001)
            for place in WRITABLE:
                for path in Path(place).iterdir():
                    _remove(path)
        finally:
            os._exit(0)

    def _others(self) -> bool:
        """Whether another process of the user still lives; a dead one may wait to be counted."""
        own = (p for p in running_processes() if p != os.getpid() and _user_of(p) == self._user)
        return any(_is_alive(process) for process in own)


def _user_of(process: int) -> int | None:
    """The user that a process runs as; the owner of its folder may be another."""
    try:
        text = Path(f"/proc/{process}/status").read_text()
    except OSError:
        return None  # it has ended
    return int(text.partition("\nUid:")[2].split()[0])


def _is_alive(process: int) -> bool:
    facts = facts_of(process)
    return bool(facts) and facts[0] not in "ZX"


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        if path.is_symlink() or not path.is_dir():
            path.unlink()
            return
        path.chmod(0o700)  # a folder may be closed to its own owner
        for folder, inner, _ in os.walk(path):
            for name in inner:
                Path(folder, name).chmod(0o700)
        shutil.rmtree(path, ignore_errors=True)
