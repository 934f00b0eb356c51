"""The processes that run here, from ``/proc``."""

from __future__ import annotations

import os
from pathlib import Path


def running_processes() -> list[int]:
    """Return their numbers."""
    return [int(name) for name in os.listdir("/proc") if name.isdecimal()]  # noqa: PTH208


def facts_of(process: int) -> list[str]:
    """Return the fields of its ``stat`` behind the name, state and parent first; [] at its end."""
    try:
        text = Path(f"/proc/{process}/stat").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return []
    return text.rpartition(")")[2].split()


def parent_of(process: int) -> int:
    """Return the number of a process's parent; 0 where it has ended."""
    facts = facts_of(process)
    return int(facts[1]) if facts else 0
