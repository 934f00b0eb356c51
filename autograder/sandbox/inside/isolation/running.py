"""The processes that run here, from ``/proc``."""

from __future__ import annotations

import os
from pathlib import Path


def running_processes() -> list[int]:
    """Return their numbers."""
    return [int(name) for name in os.listdir("/proc") if name.isdecimal()]  # noqa: PTH208


def parent_of(process: int) -> int:
    """Return the number of a process's parent; 0 where it has ended."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return 0
    return int(text.rpartition(")")[2].split()[1])
