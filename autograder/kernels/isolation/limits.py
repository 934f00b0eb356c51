"""What one notebook may use, and where it may write."""

from __future__ import annotations

import resource
import signal
from dataclasses import dataclass

WORK = "/student"
WRITABLE = (WORK, "/tmp", "/dev/shm")


@dataclass(frozen=True)
class Limits:
    """The same for all notebooks of a run."""

    memory: int = 4 * 2**30  # bytes, of all its processes together; and of addresses, of each
    file_size: int = 64 * 2**20  # bytes, of one file
    disk: int = 128 * 2**20  # bytes, of each writable place
    processes: int = 64  # threads count
    open_files: int = 256
    cpu_seconds: int = 900  # of one process
    spare_cpu_seconds: int = 20  # what all together may compute beyond one core


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
        _, highest = resource.getrlimit(which)  # whoever started us may have set less
        limit = amount if highest == resource.RLIM_INFINITY else min(amount, highest)
        resource.setrlimit(which, (limit, limit))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # too large a file is an error, not a death
