"""Why a student has the points that they have: every one with its reason, and the sum."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import nbformat
from nbformat import NotebookNode
from nbgrader.api import MissingEntry

from autograder.assignment import Answer, Assignment, Exercise
from autograder.class_rules import late_by, late_deduction
from autograder.course import Course
from autograder.errors import UsageError
from autograder.hint_table import TABLE
from autograder.marks import is_solution, marked_cells
from autograder.pages import plain_text


@dataclass(frozen=True)
class Point:
    """One graded cell: what it earned, of how much, and why."""

    name: str
    points: float
    most: float
    why: str


@dataclass(frozen=True)
class Part:
    """An exercise or an answer, with a grader's comment on it."""

    name: str
    title: str
    points: list[Point]
    comment: str = ""
    dropped: bool = False

    @property
    def score(self) -> float:
        """The sum of its points."""
        return sum(point.points for point in self.points)

    @property
    def most(self) -> float:
        """What it is worth."""
        return sum(point.most for point in self.points)


@dataclass(frozen=True)
class Explanation:
    """The whole of one grade."""

    student: str
    assignment: str
    parts: list[Part]
    late: str
    late_deduction: float

    @property
    def score(self) -> float:
        """What the gradebook and the CSV say."""
        return sum(part.score for part in self.parts) - self.late_deduction

    @property
    def most(self) -> float:
        """What there is to earn."""
        return sum(part.most for part in self.parts)


def explain(course: Course, assignment: Assignment, student: str) -> Explanation:
    """Explain one grade; `UsageError` where there is none."""
    slug = assignment.slug
    path = course.notebook("autograded", student, slug)
    try:
        with course.gradebook() as gradebook:
            submission: Any = gradebook.find_submission(slug, student)
            executed = nbformat.read(path, as_version=4)
            cells = marked_cells(executed)
            grades = {g.cell.name: g for n in submission.notebooks for g in n.grades}
            comments = {c.cell.name: c.comment for n in submission.notebooks for c in n.comments}
            parts = [_part(part, cells, grades, comments) for part in assignment.parts]
            total = sum(part.score for part in parts)
            late = late_by(submission, course.settings)
            off = late_deduction(submission, total, course.settings)
            percent = course.settings.late.percent(late) if course.settings.late else 0.0
    except (MissingEntry, FileNotFoundError) as error:
        raise UsageError(f"{student}, {slug}: there is no grade yet; run grade") from error
    hours = late.total_seconds() / 3600
    reason = f"{hours:.1f} h after the due date: {percent:g} % of {total:g}" if hours else ""
    return Explanation(student, slug, parts, reason, off)


def _part(
    part: Exercise | Answer,
    cells: dict[str, NotebookNode],
    grades: dict[str, Any],
    comments: dict[str, str | None],
) -> Part:
    tests = part.points_by_test if isinstance(part, Exercise) else {part.id: part.points}
    points = [
        Point(
            name.removeprefix(f"{part.id}-"),
            float(grades[name].score or 0),
            float(most),
            _why(cells.get(name), grades[name], float(most)),
        )
        for name, most in tests.items()
        if name in grades
    ]
    return Part(part.id, part.title, points, comments.get(part.id) or "", part.points == 0)


def _why(cell: NotebookNode | None, grade: Any, most: float) -> str:
    auto = "nothing" if grade.auto_score is None else f"{grade.auto_score:g}"
    found = _verdict(cell, grade.auto_score, most)
    if grade.manual_score is not None:
        found = f"given by hand (the tests: {auto})" if _is_test(cell) else "given by hand"
        if grade.needs_manual_grade:
            found += "; the work changed since, to be graded again"
    elif grade.needs_manual_grade:
        found = "not graded yet"
    if grade.extra_credit:
        found += f"; {grade.extra_credit:+g} extra credit"
    return found


def _verdict(cell: NotebookNode | None, score: float | None, most: float) -> str:
    if not _is_test(cell) or cell is None:
        return "no answer"
    said = [
        str(o.data[TABLE].get("problem", "")) for o in cell.outputs if TABLE in o.get("data", {})
    ]
    said += [f"{o.ename}: {o.evalue}" for o in cell.outputs if o.output_type == "error"]
    if not said:
        return "holds"
    first = plain_text(said[0], 300).strip().split("\n")[0]
    return f"{'holds in part' if score else 'does not hold'}: {first}"


def _is_test(cell: NotebookNode | None) -> bool:
    return cell is not None and not is_solution(cell)
