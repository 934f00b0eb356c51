"""The processes that run here, from ``/proc``."""

from __future__ import annotations

import os


def running_processes() -> list[int]:
    """Return their numbers."""
    return [int(name) for name in os.listdir("/proc") if name.isdecimal()]  # noqa: PTH208
