"""An assignment's text: one MyST notebook from which everything else is made.

A code cell's metadata gives its ``role`` and ``id``:

========  =====================================================================
setup     locked; runs before the student's code
solution  the student's cell; ``### BEGIN SOLUTION`` … ``### END SOLUTION`` is cut
test      scored; named ``<exercise>-<mechanism>``; states its ``points``;
          ``### BEGIN HIDDEN TESTS`` … ``### END HIDDEN TESTS`` is cut
example   the student may edit it; it earns nothing
========  =====================================================================

A solution cell opens an exercise and states its title, difficulty, minutes and objective;
the test cells that follow belong to it. Points are stated once, in the test cells.

A free-text answer is a text cell, which ``+++ {"role": "answer", "id": "why", "title": "Why",
"points": 2, "minutes": 5}`` opens and ``+++`` ends. It holds a model answer between the solution's
markers, which is cut, and between ``### BEGIN RUBRIC`` … ``### END RUBRIC`` what graders alone see.
It is graded by hand.
"""

from __future__ import annotations

import ast
import copy
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import jupytext
import yaml
from jupytext.myst import MystMetadataParsingError
from nbformat import NotebookNode, ValidationError

from autograder.base.errors import UsageError

ASSIGNMENTS = Path(__file__).parents[1] / "assignments"
ROLES, TEXT_ROLES = ("setup", "solution", "test", "example"), ("answer",)
SOLUTION_MARKERS = ("### BEGIN SOLUTION", "### END SOLUTION")
HIDDEN_TEST_MARKERS = ("### BEGIN HIDDEN TESTS", "### END HIDDEN TESTS")
RUBRIC_MARKERS = ("### BEGIN RUBRIC", "### END RUBRIC")
HINTS_PER_EXERCISE = 3


class AssignmentError(UsageError, ValueError):
    """An assignment text that cannot be used; the message says where and what to change."""


@dataclass(frozen=True)
class Exercise:
    """One solution cell and the test cells that score it."""

    id: str
    title: str
    difficulty: int
    minutes: int
    objective: str
    points_by_test: dict[str, float]

    @property
    def points(self) -> float:
        """The sum over the exercise's test cells."""
        return tidy(sum(self.points_by_test.values()))


@dataclass(frozen=True)
class Answer:
    """A question that is answered in words and graded by hand."""

    id: str
    title: str
    minutes: int
    points: float


@dataclass(frozen=True)
class Assignment:
    """An assignment as its author wrote it, checked."""

    slug: str
    title: str
    chapter: str
    notebook: NotebookNode
    folder: Path

    @cached_property
    def exercises(self) -> tuple[Exercise, ...]:
        """The exercises, in the order of their solution cells."""
        points: dict[str, dict[str, float]] = {}
        opened = []
        for cell in code_cells(self.notebook):
            if cell.metadata.role == "solution":
                opened.append(cell.metadata)
                points[cell.metadata.id] = {}
            elif cell.metadata.role == "test":
                points[opened[-1].id][cell.metadata.id] = cell.metadata.points
        return tuple(
            Exercise(m.id, m.title, m.difficulty, m.minutes, m.objective, points[m.id])
            for m in opened
        )

    @cached_property
    def answers(self) -> tuple[Answer, ...]:
        """The free-text answers, in order."""
        marked = [cell.metadata for cell in self.notebook.cells if is_answer(cell)]
        return tuple(Answer(m.id, m.title, m.minutes, m.points) for m in marked)

    @property
    def parts(self) -> tuple[Exercise | Answer, ...]:
        """Everything that earns points."""
        return (*self.exercises, *self.answers)

    @property
    def points(self) -> float:
        """The sum over all parts."""
        return tidy(sum(part.points for part in self.parts))

    @property
    def tested_points(self) -> float:
        """What tests alone can give; the rest is graded by hand."""
        return tidy(sum(exercise.points for exercise in self.exercises))

    @property
    def minutes(self) -> int:
        """The time that the author expects a student to need."""
        return sum(part.minutes for part in self.parts)

    def with_points(self, worth: Mapping[str, float]) -> Assignment:
        """The same assignment with some parts worth something else, by their ids.

        Tests keep their shares, in hundredths; what rounding leaves goes to the last test.
        """
        notebook = copy.deepcopy(self.notebook)
        shares: dict[str, float] = {}
        for exercise in self.exercises:
            if exercise.id in worth:
                shares |= _shares(exercise.points_by_test, worth[exercise.id])
        for cell in notebook.cells:
            name = cell.metadata.get("id")
            if cell.metadata.get("role") == "test" and name in shares:
                cell.metadata.points = shares[name]
            elif is_answer(cell) and name in worth:
                cell.metadata.points = tidy(worth[name])
        return Assignment(self.slug, self.title, self.chapter, notebook, self.folder)


def slugs() -> list[str]:
    """Names of all assignments, sorted."""
    return sorted(text.parent.name for text in ASSIGNMENTS.glob("*/assignment.md"))


def load(slug: str) -> Assignment:
    """The assignment called ``slug``; ``AssignmentError`` if its text is malformed."""
    folder = ASSIGNMENTS / slug
    if not (folder / "assignment.md").is_file():
        raise AssignmentError(f"no assignment {slug!r}; expected one of: {', '.join(slugs())}")
    return parse((folder / "assignment.md").read_text(encoding="utf-8"), folder)


def parse(text: str, folder: Path) -> Assignment:
    """Read and check the text of the assignment that lives in ``folder``."""
    notebook = _read(text, folder.name)
    header = notebook.metadata
    for key in ("title", "chapter"):
        if key not in header:
            raise AssignmentError(f"{folder.name}: the front matter lacks {key!r}")
        if not isinstance(header[key], str):
            raise AssignmentError(
                f"{folder.name}: {key} is {header[key]!r}; expected text, in quotes if need be"
            )
    _check_cells(folder.name, notebook)
    return Assignment(folder.name, header["title"], header["chapter"], notebook, folder)


def _read(text: str, slug: str) -> NotebookNode:
    try:
        return jupytext.reads(text, fmt="md:myst")
    except yaml.YAMLError as error:
        said = " ".join(str(error).split())
        raise AssignmentError(f"{slug}: the front matter is not YAML: {said}") from error
    except MystMetadataParsingError as error:
        raise AssignmentError(f"{slug}: {' '.join(str(error).split())}") from error
    except KeyError as error:  # jupytext's way with an empty entry
        raise AssignmentError(f"{slug}: the front matter gives {error} no value") from error
    except ValidationError as error:  # what every notebook has, in another form
        place = ".".join(map(str, error.absolute_path))
        raise AssignmentError(f"{slug}: {place}: {error.message}") from error


def is_answer(cell: NotebookNode) -> bool:
    """Whether a cell of an assignment's text is a free-text answer."""
    return cell.cell_type == "markdown" and cell.metadata.get("role") == "answer"


def tidy(points: float) -> float:
    """Points in hundredths, whole ones as whole numbers.

    >>> tidy(2.0), tidy(10 / 3)
    (2, 3.33)
    """
    return int(points) if float(points).is_integer() else round(points, 2)


def _shares(points: Mapping[str, float], worth: float) -> dict[str, float]:
    total = sum(points.values())
    shares = {name: tidy(round(worth * own / total, 2)) for name, own in points.items()}
    last = list(shares)[-1]
    shares[last] = tidy(round(worth - sum(v for name, v in shares.items() if name != last), 2))
    return shares


def code_cells(notebook: NotebookNode) -> list[NotebookNode]:
    """The code cells of a notebook, in order."""
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def _check_cells(slug: str, notebook: NotebookNode) -> None:
    seen: set[str] = set()
    exercise, hints = None, 0
    for cell in notebook.cells:
        if cell.cell_type != "code" and not cell.metadata.get("role"):
            hints += cell.source.count("{dropdown} Hint ")
            continue
        role, where = cell.metadata.get("role"), f"{slug}: cell {cell.metadata.get('id')!r}"
        roles = ROLES if cell.cell_type == "code" else TEXT_ROLES
        if role not in roles:
            raise AssignmentError(f"{where} has role {role!r}; expected one of {', '.join(roles)}")
        if role == "example":
            continue
        if not re.fullmatch(r"[A-Za-z0-9_-]+", str(cell.metadata.get("id"))):
            raise AssignmentError(f"{where}: an id is made of letters, digits, '_' and '-'")
        if cell.metadata.id in seen:
            raise AssignmentError(f"{where} appears twice; ids must be unique")
        seen.add(cell.metadata.id)
        if role == "solution":
            _check_solution(where, cell, hints)
            exercise, hints = cell.metadata.id, 0
        elif role == "test":
            _check_test(where, cell, exercise)
        elif role == "answer":
            _check_answer(where, cell)


def _check_solution(where: str, cell: NotebookNode, hints: int) -> None:
    for key, kind in (("title", str), ("difficulty", int), ("minutes", int), ("objective", str)):
        if not isinstance(cell.metadata.get(key), kind):
            raise AssignmentError(f"{where} needs {key!r} ({kind.__name__}) in its metadata")
    if not 1 <= cell.metadata.difficulty <= 5:
        raise AssignmentError(f"{where}: difficulty {cell.metadata.difficulty} is not in 1..5")
    if hints != HINTS_PER_EXERCISE:
        raise AssignmentError(f"{where} has {hints} hints; write {HINTS_PER_EXERCISE} dropdowns")
    _check_markers(where, cell.source, SOLUTION_MARKERS, required=True)


def _check_test(where: str, cell: NotebookNode, exercise: str | None) -> None:
    if exercise is None or not cell.metadata.id.startswith(f"{exercise}-"):
        raise AssignmentError(
            f"{where} must follow its solution cell and begin with its id and '-'"
        )
    if not isinstance(cell.metadata.get("points"), int) or cell.metadata.points < 1:
        raise AssignmentError(f"{where} needs 'points', a whole number above 0")
    _check_markers(where, cell.source, HIDDEN_TEST_MARKERS, required=False)
    try:
        body = ast.parse(cell.source).body
    except SyntaxError as error:
        raise AssignmentError(f"{where}, line {error.lineno}: {error.msg}") from error
    if not body:
        raise AssignmentError(f"{where} is empty")
    last = body[-1]  # nbgrader reads the value of a last expression as partial credit
    if isinstance(last, ast.Expr) and not isinstance(last.value, ast.Call):
        raise AssignmentError(f"{where} ends in an expression, which would be read as its score")


def _check_answer(where: str, cell: NotebookNode) -> None:
    for key, kind in (("title", str), ("minutes", int), ("points", int)):
        if not isinstance(cell.metadata.get(key), kind):
            raise AssignmentError(f"{where} needs {key!r} ({kind.__name__}) in its metadata")
    if cell.metadata.points < 1:
        raise AssignmentError(f"{where} needs 'points', a whole number above 0")
    _check_markers(where, cell.source, SOLUTION_MARKERS, required=True)
    _check_markers(where, cell.source, RUBRIC_MARKERS, required=False)


def _check_markers(where: str, source: str, markers: tuple[str, str], required: bool) -> None:
    found = [line.strip() for line in source.splitlines() if line.strip() in markers]
    pairs = len(found) // 2
    if found != list(markers) * pairs or (required and not pairs):
        raise AssignmentError(f"{where}: expected {markers[0]!r} … {markers[1]!r} in pairs")
