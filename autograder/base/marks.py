"""nbgrader's marks: the metadata by which a cell is a solution, a test or set-up.

A cell may come from a student's file, where everything can have any shape; nothing here raises.
Only the standard library is imported: students' ``doctor`` reads marks too.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from nbformat import NotebookNode


def marks_of(cell: Mapping[str, Any]) -> Mapping[str, Any]:
    """A cell's marks; empty where it has none."""
    metadata = cell.get("metadata")
    marks = metadata.get("nbgrader") if isinstance(metadata, Mapping) else None
    return marks if isinstance(marks, Mapping) else {}


def grade_id_of(cell: Mapping[str, Any]) -> str | None:
    """The name by which nbgrader knows a cell, if it does.

    >>> grade_id_of({"metadata": {"nbgrader": {"grade_id": "softmax"}}})
    'softmax'
    """
    grade_id = marks_of(cell).get("grade_id")
    return grade_id if isinstance(grade_id, str) else None


def is_solution(cell: Mapping[str, Any]) -> bool:
    """Whether a cell is the student's to write."""
    return marks_of(cell).get("solution") is True


def is_test(cell: Mapping[str, Any]) -> bool:
    """Whether a cell gives points."""
    return marks_of(cell).get("grade") is True


def is_locked(cell: Mapping[str, Any]) -> bool:
    """Whether a cell is the instructor's: set-up, or a test."""
    return marks_of(cell).get("locked") is True


def mark_unedited(cell: NotebookNode) -> None:
    """Note that a cell without a name is an example of ours, word for word."""
    cell.metadata["unedited"] = True


def is_unedited(cell: Mapping[str, Any]) -> bool:
    """Whether that was noted."""
    metadata = cell.get("metadata")
    return isinstance(metadata, Mapping) and metadata.get("unedited") is True


def marked_cells(notebook: NotebookNode) -> dict[str, NotebookNode]:
    """The cells that nbgrader knows, by name; the last of doubles."""
    named = ((grade_id_of(cell), cell) for cell in notebook.cells)
    return {name: cell for name, cell in named if name is not None}


def mechanism(test: str) -> str:
    """What a test tests, from its name.

    >>> mechanism("softmax-large_numbers")
    'large numbers'
    """
    return test.rpartition("-")[2].replace("_", " ")
