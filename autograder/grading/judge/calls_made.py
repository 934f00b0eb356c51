"""The last call of a student's function: the input on which a failing test stopped.

Tests go from small inputs to large ones, so it is the smallest failing input that is known.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from torch import Tensor

from autograder.testing.calls import shown_call
from autograder.testing.failure import describe

MOST_NUMBERS = 12  # of a tensor that is shown in full
_counter = itertools.count()


@dataclass(frozen=True)
class Call:
    """One call as text; later ones have larger numbers."""

    number: int
    text: str

    @classmethod
    def of(cls, name: str, inputs: Sequence[Any]) -> Call:
        """Write a call down before it is made: it may change its inputs."""
        alone = inputs[0] if len(inputs) == 1 else None
        if isinstance(alone, Tensor) and alone.numel() <= MOST_NUMBERS:
            return cls(next(_counter), f"{name}({describe(alone)})")
        return cls(next(_counter), shown_call(name, inputs))
