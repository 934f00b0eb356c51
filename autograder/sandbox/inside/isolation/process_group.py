"""No isolation, for ``--sandbox none``: limits, and a process group that is killed together."""

from __future__ import annotations

import contextlib
import os
import signal
from collections.abc import Sequence
from pathlib import Path

from autograder.sandbox.inside import call_filter, system_calls
from autograder.sandbox.inside.isolation.restrictions import restrict
from autograder.sandbox.inside.limits import Limits


class ProcessGroup:
    """Made by the supervisor; the kernel leads a session, and so a process group, of its own."""

    def __init__(self) -> None:
        self._supervisor = os.getpid()

    def settle(self, limits: Limits, ready_made: Sequence[Path]) -> None:
        """Set limits, and end when the supervisor does."""
        system_calls.die_with_parent(signal.SIGKILL, self._supervisor)
        restrict(limits)
        if ready_made:
            call_filter.forbid_programs()

    def processes(self, kernel: int) -> list[int]:
        """The kernel alone: what it starts cannot be told from others."""
        return [kernel]

    def end(self, kernel: int) -> None:
        """Kill the group; what has left it lives on."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(kernel, signal.SIGKILL)
