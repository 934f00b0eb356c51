"""The seam: whatever happens to a notebook, each scored cell ends with a verdict."""

import pytest
from nbformat import NotebookNode

from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import fill_in, grading_template, reference_solutions
from autograder.grading import stock_executor
from autograder.grading.executors import Job
from autograder.grading.stock_executor import execute


def verdicts(notebook: NotebookNode) -> dict[str, str]:
    return {
        cell.metadata.nbgrader.grade_id: next(
            (f"{o.ename}: {o.evalue}" for o in cell.outputs if o.output_type == "error"), "passed"
        )
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
    }


def run(assignment: Assignment, **solutions: str) -> dict[str, str]:
    filled = fill_in(grading_template(assignment), reference_solutions(assignment) | solutions)
    return verdicts(execute(Job("ada", assignment.slug, filled)).notebook)


def test_the_reference_passes(doubling: Assignment) -> None:
    assert set(run(doubling).values()) == {"passed"}


def test_a_warning_is_no_failure(doubling: Assignment) -> None:
    warns = "import sys\ndef double(x):\n    print('hm', file=sys.stderr)\n    return 2 * x"
    assert set(run(doubling, double=warns).values()) == {"passed"}


def test_what_passed_before_the_kernel_died_still_counts(doubling: Assignment) -> None:
    result = run(doubling, halve="import os\nos._exit(1)")
    assert result["double-one"] == result["double-many"] == "passed"
    assert "The kernel died" in result["halve-two"]


def test_an_endless_loop_costs_its_own_cells(
    doubling: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stock_executor, "SECONDS_PER_CELL", 1)
    result = run(doubling, double="def double(x):\n    while True: pass")
    assert "stopped after 1 seconds" in result["double-one"]
    assert result["halve-two"] == "passed"
