"""What a new run of a notebook leaves of the last one."""

from __future__ import annotations

from nbformat import NotebookNode

from autograder.assignment import Assignment
from autograder.marks import grade_id_of, marked_cells


def changed_work(
    assignment: Assignment, before: NotebookNode | None, after: NotebookNode
) -> frozenset[str]:
    """The graded cells whose exercise or answer reads otherwise than when it was graded last."""
    if before is None:
        return frozenset()
    old, new = _sources(before), _sources(after)
    owners = {test: e.id for e in assignment.exercises for test in e.points_by_test}
    owners |= {answer.id: answer.id for answer in assignment.answers}
    return frozenset(name for name, own in owners.items() if old.get(own) != new.get(own))


def keep_others(
    assignment: Assignment, exercise: str, before: NotebookNode, after: NotebookNode
) -> None:
    """Let `after` keep the outputs that `before` had outside one exercise."""
    tests = next((e.points_by_test for e in assignment.exercises if e.id == exercise), {})
    old = marked_cells(before)
    for cell in after.cells:
        name = grade_id_of(cell)
        if name in old and name not in (exercise, *tests) and "outputs" in cell:
            cell.outputs = old[name].outputs


def _sources(notebook: NotebookNode) -> dict[str, str]:
    return {name: cell.source for name, cell in marked_cells(notebook).items()}
