"""Whose doing the end of a kernel was: the student's, or a fault of ours.

The supervisor of a kernel outlives it and says how it ended. Where the supervisor itself has gone
without a word, the sandbox died: a fault. A kernel that was killed may have been killed by its own
code or by somebody else, such as a system that ran out of memory; that is told apart by grading
the notebook once more, in a fresh place: only a death that repeats in the same cell is the
student's.
"""

from __future__ import annotations

import socket

from autograder.sandbox.inside.supervision import KILLED

SECONDS_TO_SPEAK = 15
MOST_ACCIDENTS = 3  # in one notebook; it ends


class KernelLostError(BaseException):
    """The kernel is gone by the student's own doing; the message says why, in words for them."""


class KernelFault(BaseException):
    """The kernel is gone, or never came, by a fault of ours: to be tried again."""


class KernelAccident(KernelFault):
    """The kernel was killed, perhaps from outside: the notebook is graded in a fresh place."""


class Deaths:
    """The cells of one notebook in which a kernel was killed, over all tries to grade it."""

    def __init__(self) -> None:
        self.cell = 0
        self._cells: list[int] = []

    def is_accident(self) -> bool:
        """Take note of a death in the current cell; whether it may be an accident."""
        first = self.cell not in self._cells and len(self._cells) < MOST_ACCIDENTS
        self._cells.append(self.cell)
        return first


class LastWords:
    """The grader's end of a lifeline; closing it kills the kernel."""

    def __init__(self, lifeline: socket.socket):
        self._lifeline = lifeline

    def text(self) -> str:
        """Wait for what the supervisor says; empty if it has died."""
        self._lifeline.settimeout(SECONDS_TO_SPEAK)
        try:
            return self._lifeline.recv(1000).decode(errors="replace")
        except TimeoutError:
            return "it cut its connection to the grader"  # and lives on: the supervisor is silent
        except OSError:
            return ""

    def reason(self, deaths: Deaths) -> str:
        """Return why the kernel ended, in words for the student; or raise the fault that it was."""
        words = self.text()
        if not words:
            raise KernelFault("the sandbox of a kernel ended without a word")
        if words.startswith("!"):
            raise KernelFault(f"the supervisor of a kernel failed: {words[1:]}")
        if words == KILLED and deaths.is_accident():
            raise KernelAccident(words)
        return words

    def close(self) -> None:
        """Hang up."""
        self._lifeline.close()
