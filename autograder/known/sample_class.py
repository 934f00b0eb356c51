"""A sample class: what graders meet, from the flawless notebook to the broken file.

Each student hands in every assignment, and each has a grade that is known beforehand.
"""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from autograder.authoring.assignment import Assignment
from autograder.authoring.bank import entries
from autograder.authoring.notebooks import fill_in, reference_solutions, released_notebook
from autograder.base.marks import grade_id_of
from autograder.course.folder import Course
from autograder.known.graded_bank import first_half

KILLS_THE_KERNEL = "import os\nos._exit(1)"


@dataclass(frozen=True)
class Paper:
    """A file as handed in, and the points that it must earn."""

    content: bytes
    points: float
    name: str = ""


@dataclass(frozen=True)
class Student:
    """A member of the sample class."""

    id: str
    story: str
    write: Callable[[Assignment], Paper]


def submit(course: Course, assignments: Iterable[Assignment]) -> dict[tuple[str, str], float]:
    """Hand in the whole class's work; the expected points by student and assignment."""
    expected = {}
    for assignment in assignments:
        for student in STUDENTS:
            paper = student.write(assignment)
            course.submit(student.id, assignment.slug, paper.content, paper.name)
            expected[student.id, assignment.slug] = paper.points
    return expected


def _solved(assignment: Assignment, solutions: dict[str, str]) -> NotebookNode:
    return fill_in(released_notebook(assignment), solutions)


def _bytes(notebook: NotebookNode) -> bytes:
    return nbformat.writes(notebook).encode()


def _reference(assignment: Assignment) -> Paper:
    notebook = _solved(assignment, reference_solutions(assignment))
    return Paper(_bytes(notebook), assignment.tested_points)


def _untouched(assignment: Assignment) -> Paper:
    return Paper(_bytes(released_notebook(assignment)), 0)


def _half_done(assignment: Assignment) -> Paper:
    reference = reference_solutions(assignment)
    done = {exercise: reference[exercise] for exercise in first_half(assignment)}
    points = sum(e.points for e in assignment.exercises if e.id in done)
    return Paper(_bytes(_solved(assignment, done)), points)


def _mistaken(number: int) -> Callable[[Assignment], Paper]:
    """Everything solved, except for one wrong solution of the bank: the first or the last.

    These two must name all tests that they fail.
    """

    def write(assignment: Assignment) -> Paper:
        entry = [entry for entry in entries(assignment) if entry.kind == "wrong"][number]
        solutions = reference_solutions(assignment) | {entry.exercise: entry.source}
        points = {test: p for e in assignment.exercises for test, p in e.points_by_test.items()}
        lost = sum(points[test] for test in entry.must_fail)
        return Paper(_bytes(_solved(assignment, solutions)), assignment.tested_points - lost)

    return write


def _crashing(assignment: Assignment) -> Paper:
    last = assignment.exercises[-1]
    solutions = reference_solutions(assignment) | {last.id: KILLS_THE_KERNEL}
    return Paper(_bytes(_solved(assignment, solutions)), assignment.tested_points - last.points)


def _cut_off(assignment: Assignment) -> Paper:
    content = _reference(assignment).content
    return Paper(content[: len(content) // 2], 0)


def _renamed(assignment: Assignment) -> Paper:
    notebook = _solved(assignment, reference_solutions(assignment))
    return Paper(_bytes(notebook), assignment.tested_points, f"{assignment.slug} (copy 2).ipynb")


def _cells_moved(assignment: Assignment) -> Paper:
    """The first solution cell is there twice, all wrong but the last; the last one is deleted."""
    first, last = assignment.exercises[0].id, assignment.exercises[-1]
    notebook = _solved(assignment, reference_solutions(assignment))
    cells = []
    for cell in notebook.cells:
        grade_id = grade_id_of(cell)
        if grade_id == first:
            attempt = copy.deepcopy(cell)
            attempt.source, attempt.id = "raise ValueError('an early attempt')", "early-attempt"
            cells.append(attempt)
        if grade_id != last.id:
            cells.append(cell)
    notebook.cells = cells
    return Paper(_bytes(notebook), assignment.tested_points - last.points)


STUDENTS = (
    Student("ada", "solves everything", _reference),
    Student("blaise", "hands in the untouched notebook", _untouched),
    Student("charles", "is half done", _half_done),
    Student("dorothy", "makes one typical mistake", _mistaken(0)),
    Student("emmy", "makes another", _mistaken(-1)),
    Student("frances", "ends in a cell that kills the kernel", _crashing),
    Student("grace", "hands in a file that was cut off", _cut_off),
    Student("hedy", "renames the notebook", _renamed),
    Student("ida", "copies one cell and deletes another", _cells_moved),
)
