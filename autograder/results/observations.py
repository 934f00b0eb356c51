"""What grading saw of each student's exercises: points, and the message of every lost test."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from autograder.authoring.assignment import Assignment, Exercise
from autograder.base.hint_table import holds, table_of
from autograder.base.marks import marked_cells
from autograder.course.folder import Course
from autograder.course.gradebook import found_points
from autograder.course.scores import Score, scores

_NUMBERS = re.compile(r"\d[\d,_.]*(e[+-]?\d+)?")


@dataclass(frozen=True)
class Message:
    """What a lost test said; `idea` is the same for every student, `came` is not always."""

    idea: tuple[str, str]
    came: str
    error: str = ""


@dataclass(frozen=True)
class Observation:
    """One student's attempt at one exercise."""

    student: str
    exercise: Exercise
    source: str
    points: dict[str, float]
    lost: dict[str, Message]

    @property
    def score(self) -> float:
        """The points of all its tests."""
        return sum(self.points.values())

    @property
    def attempted(self) -> bool:
        """Whether anything was written in place of the stub."""
        stubs = [message.error == "NotImplementedError" for message in self.lost.values()]
        return not stubs or not all(stubs) or len(stubs) < len(self.points)


def message(problem: str, likely: str, came: str, error: str = "") -> Message:
    """What a test said, as it can be compared: without the numbers of one student's inputs."""
    return Message((_NUMBERS.sub("#", problem), likely), came, error)


def observe(course: Course, assignment: Assignment) -> list[Observation]:
    """Read what was graded of one assignment, student by student, exercise by exercise."""
    found = []
    for score in scores(course, assignment.slug):
        path = course.notebook("autograded", score.student, assignment.slug)
        if path.is_file():
            notebook = nbformat.read(path, as_version=4)
            found += observations_of(score, assignment, notebook)
    return found


def observations_of(
    score: Score, assignment: Assignment, notebook: NotebookNode
) -> list[Observation]:
    """Return one student's attempts."""
    cells = marked_cells(notebook)
    found = []
    for exercise in assignment.exercises:
        points = {test: score.by_test.get(test, 0.0) for test in exercise.points_by_test}
        lost = {
            test: _message(cells[test].outputs)
            for test in exercise.points_by_test
            if test in cells and not _held(cells[test])
        }
        source = cells[exercise.id].source if exercise.id in cells else ""
        found.append(Observation(score.student, exercise, source, points, lost))
    return found


def _held(test: NotebookNode) -> bool:
    """Whether a test held when it was run: points given by hand say nothing of that."""
    try:
        found, most = found_points(test)
    except (AttributeError, KeyError):  # an output without a form
        return False
    return holds(found or 0, most, test.outputs)


def _message(outputs: Iterable[NotebookNode]) -> Message:
    outputs = list(outputs)
    table = table_of(outputs)
    error = ""
    for output in outputs:
        if output.get("output_type") == "error":
            error = str(output.get("ename", ""))
            table = table or {"problem": f"{error}: {output.get('evalue', '')}".removesuffix(": ")}
    problem = table.get("problem", "")
    return message(problem, table.get("likely", ""), table.get("got", ""), error)
