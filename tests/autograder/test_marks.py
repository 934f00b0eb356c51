"""nbgrader's marks are read in one place, from cells of any shape."""

import re
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook

import autograder
from autograder.marks import grade_id_of, is_locked, is_solution, is_test, marked_cells, marks_of

PACKAGE = Path(autograder.__file__).parent
WRITES_THEM = "pipeline.py"


def test_nobody_else_decodes_marks() -> None:
    decoded = re.compile(r"metadata(\.nbgrader|\W+(get\W+)?nbgrader\b)")
    files = [file for file in PACKAGE.rglob("*.py") if "assignments" not in file.parts]
    found = {file.name for file in files if decoded.search(file.read_text(encoding="utf-8"))}
    assert found - {WRITES_THEM} == {"marks.py"}


@pytest.mark.parametrize(
    "cell",
    [{}, {"metadata": 3}, {"metadata": {"nbgrader": []}}, {"metadata": {"nbgrader": {"grade": 1}}}],
)
def test_what_has_no_marks_is_nothing(cell: dict) -> None:
    assert grade_id_of(cell) is None
    assert not is_solution(cell)
    assert not is_test(cell)
    assert not is_locked(cell)


def test_marks_are_found_by_name() -> None:
    marks = {"grade_id": "softmax", "solution": True, "locked": False, "grade": False}
    cell = new_code_cell("x", metadata={"nbgrader": marks})
    notebook = new_notebook(cells=[new_code_cell("y"), cell])
    assert marked_cells(notebook) == {"softmax": cell}
    assert marks_of(cell) == marks
    assert is_solution(cell)
