"""Keeping one notebook's processes apart from the warm parent and from each other.

====================  ======================================================================
`restrictions`        the limits that the operating system keeps by itself
`namespaces`          the strong way: a child in namespaces of its own
`own_user`            for a container, which may not make namespaces: a user for each notebook
`process_group`       no isolation, for ``--sandbox none``: a group that can be killed together
====================  ======================================================================
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from autograder.sandbox.inside.isolation.namespaces import Namespaces
from autograder.sandbox.inside.isolation.own_user import OwnUser
from autograder.sandbox.inside.isolation.process_group import ProcessGroup
from autograder.sandbox.inside.limits import Limits

__all__ = ["KINDS", "Isolation", "Limits"]


class Isolation(Protocol):
    """How the kernel of one notebook is set apart; made by the process that will supervise it."""

    def settle(self, limits: Limits, ready_made: Sequence[Path]) -> None:
        """Give up every right; called in the process that will run the student's code.

        From the `ready_made` files no new process can load anything: they are empty now, or no
        program can be started.
        """
        ...

    def processes(self, kernel: int) -> list[int]:
        """The student's processes, as the supervisor sees them."""
        ...

    def end(self, kernel: int) -> None:
        """Kill the process `kernel` and all that it started, and leave nothing behind."""
        ...


KINDS: dict[str, Callable[[], Isolation]] = {
    "namespaces": Namespaces,
    "own-user": OwnUser,
    "process-group": ProcessGroup,
}
