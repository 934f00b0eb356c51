"""What comes out of grading: scores and the spreadsheet."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbgrader.api import (
    BaseCell,
    Grade,
    Gradebook,
    MissingEntry,
    SubmittedAssignment,
    SubmittedNotebook,
)
from sqlalchemy import select

from autograder.class_rules import late_deduction
from autograder.course import Course
from autograder.csv_files import write_rows
from autograder.graded_index import GradedIndex
from autograder.remarks import remarks_of

COLUMNS = (
    *("assignment", "student", "score", "max_score", "late_deduction", "to_grade", "submitted"),
    "remarks",
)


@dataclass(frozen=True)
class Score:
    """One student's result for one assignment; `score` is what is left after the deduction."""

    student: str
    assignment: str
    score: float
    max_score: float
    by_test: dict[str, float]
    remarks: str = ""
    submitted: str = ""  # UTC, where it is known
    late_deduction: float = 0.0
    to_grade: str = ""  # what waits for a grade by hand


def all_scores(course: Course) -> list[Score]:
    """The state of the whole gradebook, by assignment and student."""
    with course.gradebook() as gradebook:
        return _scores(course, gradebook, gradebook.assignments)


def scores(course: Course, assignment: str) -> list[Score]:
    """The gradebook's scores for one assignment, by student; none where it is not known there."""
    with course.gradebook() as gradebook:
        try:
            return _scores(course, gradebook, [gradebook.find_assignment(assignment)])
        except MissingEntry:
            return []


def write_csv(path: Path, rows: Iterable[Score]) -> None:
    """Write scores as a CSV that spreadsheets open."""
    write_rows(path, [COLUMNS, *([getattr(row, column) for column in COLUMNS] for row in rows)])


def _scores(course: Course, gradebook: Gradebook, assignments: Sequence[Any]) -> list[Score]:
    """Few queries for all: nbgrader's own sums look through all grades for each student."""
    session: Any = gradebook.db
    known = {assignment.id: assignment for assignment in assignments}
    worth = {assignment.id: assignment.max_score for assignment in assignments}
    indexes = {assignment.id: GradedIndex(course, assignment.name) for assignment in assignments}
    own: Any = SubmittedAssignment.assignment_id.in_(known)
    names = dict(session.execute(select(BaseCell.id, BaseCell.name)).all())
    grades: dict[str, list[tuple[str, float, bool]]] = {}
    for submission, cell, score, by_hand in session.execute(
        select(
            SubmittedNotebook.assignment_id, Grade.cell_id, Grade.score, Grade.needs_manual_grade
        )
        .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(own)
    ):
        grades.setdefault(submission, []).append((names[cell], score, by_hand))
    found: list[Score] = []
    for submission in session.scalars(select(SubmittedAssignment).where(own)):
        of = submission.assignment_id
        student, slug, moment = submission.student_id, known[of].name, submission.timestamp
        cells = grades.get(submission.id, [])
        waiting = ", ".join(sorted(name for name, _, by_hand in cells if by_hand))
        total = math.fsum(points for _, points, _ in cells)
        late = late_deduction(submission, total, course.settings)
        remarks = indexes[of].remarks(student)
        found.append(
            Score(
                student,
                slug,
                total - late,
                worth[of],
                {name: points for name, points, _ in cells},
                " ".join(_remarks(course, student, slug) if remarks is None else remarks),
                moment.isoformat(" ", "seconds") if moment else "",
                late,
                f"not graded yet: {waiting}" if waiting else "",
            )
        )
    return sorted(found, key=lambda score: (score.assignment, score.student))


def _remarks(course: Course, student: str, assignment: str) -> list[str]:
    path = course.notebook("rebuilt", student, assignment)
    if not path.is_file():
        return []
    return [str(remark) for remark in remarks_of(json.loads(path.read_text(encoding="utf-8")))]
