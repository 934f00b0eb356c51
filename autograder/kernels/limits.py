"""What one notebook may use, and where it may write."""

from __future__ import annotations

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
