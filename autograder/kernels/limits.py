"""What one notebook may use, and where it may write."""

from __future__ import annotations

import platform
import re
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


def processes_count_apart() -> bool:
    """Whether this system counts the processes of each user namespace by themselves.

    Linux does since 5.14. Before, notebooks that are the same user have one limit together.
    """
    release = re.match(r"(\d+)\.(\d+)", platform.release())
    return release is not None and (int(release[1]), int(release[2])) >= (5, 14)
