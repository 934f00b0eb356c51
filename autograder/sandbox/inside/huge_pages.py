"""Larger pages for a process that is forked often: a fork copies one entry for every page.

With pages of 2 MiB in place of 4 KiB a fork of a process that has imported PyTorch takes less than
half the time. Linux 6.1 and later can do it on request; elsewhere nothing happens.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from pathlib import Path

_HUGE = 2 * 2**20  # bytes
_MADV_COLLAPSE = 25


def use_huge_pages() -> None:
    """Let the kernel put this process's own memory, as it is now, into huge pages."""
    advise = ctypes.CDLL(None, use_errno=True).madvise
    for start, end in list(_own_memory()):
        first, last = -(-start // _HUGE) * _HUGE, end // _HUGE * _HUGE
        if first < last:
            advise(ctypes.c_void_p(first), ctypes.c_size_t(last - first), _MADV_COLLAPSE)


def _own_memory() -> Iterator[tuple[int, int]]:
    """The writable stretches of memory that belong to no file."""
    for line in Path("/proc/self/maps").read_text().splitlines():
        addresses, rights, _, _, inode, *_ = line.split()
        if rights.startswith("rw") and inode == "0":
            start, end = addresses.split("-")
            yield int(start, 16), int(end, 16)
