"""What a forked child gives up before it runs a student's code.

Two steps, because a pid namespace begins with the next fork: `leave_the_parent` runs in the
process that will supervise, `settle` in the one that will run the code, and is its first process.
"""

from __future__ import annotations

import os
import resource
import signal
import sys
from dataclasses import dataclass
from pathlib import Path

from autograder.kernels import call_filter, system_calls
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

WORK = "/student"
_PYTHON = [Path(sys.prefix), Path(sys.base_prefix)]  # may lie in /tmp, which must not be covered
_WRITABLE = [p for p in (WORK, "/tmp", "/dev/shm") if not any(f.is_relative_to(p) for f in _PYTHON)]


@dataclass(frozen=True)
class Limits:
    """What one notebook may use."""

    memory: int = 4 * 2**30  # bytes, of all its processes together; and of addresses, of each
    file_size: int = 64 * 2**20  # bytes, of one file
    disk: int = 128 * 2**20  # bytes, of each writable place
    processes: int = 64  # threads count
    open_files: int = 256
    cpu_seconds: int = 900


def leave_the_parent() -> None:
    """Take namespaces of our own; children from here on see neither parent nor network."""
    user, group = os.getuid(), os.getgid()
    system_calls.set_dumpable(True)  # or the files below belong to root
    system_calls.unshare(CLONE_NEWUSER | CLONE_NEWPID | CLONE_NEWIPC | CLONE_NEWNET | CLONE_NEWUTS)
    Path("/proc/self/setgroups").write_text("deny")
    Path("/proc/self/uid_map").write_text(f"{user} {user} 1")
    Path("/proc/self/gid_map").write_text(f"{group} {group} 1")


def settle(limits: Limits) -> None:
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


def restrict(limits: Limits) -> None:
    """Set the limits that the operating system keeps by itself."""
    for which, amount in (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_FSIZE, limits.file_size),
        (resource.RLIMIT_NPROC, limits.processes),
        (resource.RLIMIT_NOFILE, limits.open_files),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_MEMLOCK, 0),
    ):
        resource.setrlimit(which, (amount, amount))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # too large a file is an error, not a death
