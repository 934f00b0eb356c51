"""What the outputs of a failed test hold as data: the hint table.

It is read where grades are shown and counted; nothing here needs PyTorch, which takes long to load.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

TABLE = "application/vnd.autograder.failure+json"
"""The kind of output that the table is: `problem`, and from `LABELS` what is known."""

LABELS = {
    "expected": "expected",
    "got": "what came",
    "given": "in the call",
    "likely": "likely cause",
    "reread": "reread",
}


def table_of(outputs: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """The hint table among a cell's outputs; empty if there is none, or none of its form."""
    for output in outputs:
        data = output.get("data")
        if isinstance(data, Mapping) and isinstance(table := data.get(TABLE), Mapping):
            return {str(key): str(value) for key, value in table.items()}
    return {}


def holds(score: float, most: float, outputs: Iterable[Mapping[str, Any]]) -> bool:
    """Whether a test held; the tests of a dropped exercise are worth nothing, but still tell.

    >>> holds(0, 0, [{"output_type": "error"}])
    False
    """
    if most:
        return score >= most
    return all(output.get("output_type") != "error" for output in outputs)
