"""A kernel in namespaces of its own: it sees no other process, no network and no file but its own.

Two steps, because a pid namespace begins with the next fork: the supervisor takes the namespaces,
and the process that will run the code, the first of the pid namespace, settles in them.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
from pathlib import Path

from autograder.kernels import call_filter, system_calls
from autograder.kernels.isolation.limits import WORK, WRITABLE, Limits, restrict
from autograder.kernels.isolation.running import running_processes
from autograder.kernels.system_calls import (
    CLONE_NEWIPC,
    CLONE_NEWNET,
    CLONE_NEWNS,
    CLONE_NEWPID,
    CLONE_NEWUSER,
    CLONE_NEWUTS,
    MS_NODEV,
    MS_NOSUID,
    MS_PRIVATE,
    MS_REC,
)

_PYTHON = [Path(sys.prefix), Path(sys.base_prefix)]  # may lie in /tmp, which must not be covered
_WRITABLE = [p for p in WRITABLE if not any(f.is_relative_to(p) for f in _PYTHON)]


class Namespaces:
    """Isolation by the kernel's namespaces; children of the process that makes it are inside."""

    def __init__(self) -> None:
        user, group = os.getuid(), os.getgid()
        system_calls.set_dumpable(True)  # or the files below belong to root
        system_calls.unshare(
            CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWUTS
        )
        Path("/proc/self/setgroups").write_text("deny")
        Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
        Path("/proc/self/gid_map").write_text(f"{group} {group} 1")
        self._others = set(running_processes())

    def settle(self, limits: Limits) -> None:
        """Mount empty places to write, hide the parent's processes, and drop every right."""
        system_calls.unshare(CLONE_NEWNS)
        system_calls.mount("none", "/", "none", MS_REC | MS_PRIVATE)
        size = f"size={limits.disk},nr_inodes=10000,mode=700"
        for place in _WRITABLE:
            system_calls.mount("tmpfs", place, "tmpfs", MS_NOSUID | MS_NODEV, size)
        # an empty /proc: the parent's is not ours to see, and a new one is not always allowed
        system_calls.mount("tmpfs", "/proc", "tmpfs", MS_NOSUID | MS_NODEV, "size=64k,mode=555")
        system_calls.drop_capabilities()
        os.chdir(WORK)
        restrict(limits)
        call_filter.install()

    def processes(self, kernel: int) -> list[int]:
        """All that have come since the namespaces were taken."""
        return [process for process in running_processes() if process not in self._others]

    def end(self, kernel: int) -> None:
        """Kill the first process of the pid namespace: it takes all others with it."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(kernel, signal.SIGKILL)
