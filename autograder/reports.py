"""What comes out of grading: scores and the spreadsheet."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
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
        assignments: list[Any] = sorted(gradebook.assignments, key=lambda each: each.name)
        return [score for each in assignments for score in _scores(course, gradebook, each)]


def scores(course: Course, assignment: str) -> list[Score]:
    """The gradebook's scores for one assignment, by student; none where it is not known there."""
    with course.gradebook() as gradebook:
        try:
            known = gradebook.find_assignment(assignment)
        except MissingEntry:
            return []
        return _scores(course, gradebook, known)


def write_csv(path: Path, rows: Iterable[Score]) -> None:
    """Write scores as a CSV that spreadsheets open."""
    write_rows(path, [COLUMNS, *([getattr(row, column) for column in COLUMNS] for row in rows)])


def _scores(course: Course, gradebook: Gradebook, assignment: Any) -> list[Score]:
    """Two queries for all students: nbgrader's own sums cost one for each of them."""
    session: Any = gradebook.db
    own: Any = SubmittedAssignment.assignment_id == assignment.id
    rows = session.execute(
        select(
            SubmittedNotebook.assignment_id, BaseCell.name, Grade.score, Grade.needs_manual_grade
        )
        .select_from(Grade)
        .join(BaseCell, Grade.cell_id == BaseCell.id)
        .join(SubmittedNotebook, Grade.notebook_id == SubmittedNotebook.id)
        .join(SubmittedAssignment, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
        .where(own)
    )
    points: dict[str, dict[str, float]] = {}
    waiting: dict[str, list[str]] = {}
    for submission, cell, score, by_hand in rows:
        points.setdefault(submission, {})[cell] = score
        if by_hand:
            waiting.setdefault(submission, []).append(cell)
    index, most = GradedIndex(course, assignment.name), assignment.max_score
    found: list[Score] = []
    for submission in session.scalars(select(SubmittedAssignment).where(own)):
        by_test, to_grade = points.get(submission.id, {}), sorted(waiting.get(submission.id, []))
        total = math.fsum(by_test.values())
        late = late_deduction(submission, total, course.settings)
        moment = submission.timestamp
        remarks = index.remarks(submission.student_id)
        if remarks is None:
            remarks = _remarks(course, submission.student_id, assignment.name)
        found.append(
            Score(
                submission.student_id,
                assignment.name,
                total - late,
                most,
                by_test,
                " ".join(remarks),
                moment.isoformat(" ", "seconds") if moment else "",
                late,
                f"not graded yet: {', '.join(to_grade)}" if to_grade else "",
            )
        )
    return sorted(found, key=lambda score: score.student)


def _remarks(course: Course, student: str, assignment: str) -> list[str]:
    path = course.notebook("rebuilt", student, assignment)
    if not path.is_file():
        return []
    return [str(remark) for remark in remarks_of(json.loads(path.read_text(encoding="utf-8")))]
