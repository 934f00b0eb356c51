"""What comes out of grading: scores and the spreadsheet."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import nbformat

from autograder.class_rules import late_deduction
from autograder.course import Course
from autograder.csv_files import write_rows

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
        slugs = sorted(str(assignment.name) for assignment in gradebook.assignments)
    return [score for slug in slugs for score in scores(course, slug)]


def scores(course: Course, assignment: str) -> list[Score]:
    """The gradebook's scores for one assignment, by student."""
    with course.gradebook() as gradebook:
        submissions: list[Any] = gradebook.assignment_submissions(assignment)
        found = [_score(course, submission, assignment) for submission in submissions]
    return sorted(found, key=lambda score: score.student)


def write_csv(path: Path, rows: Iterable[Score]) -> None:
    """Write scores as a CSV that spreadsheets open."""
    write_rows(path, [COLUMNS, *([getattr(row, column) for column in COLUMNS] for row in rows)])


def _score(course: Course, submission: Any, assignment: str) -> Score:
    grades = [grade for notebook in submission.notebooks for grade in notebook.grades]
    waiting = [grade.cell.name for grade in grades if grade.needs_manual_grade]
    late = late_deduction(submission, submission.score, course.settings)
    return Score(
        submission.student_id,
        assignment,
        submission.score - late,
        submission.max_score,
        {grade.cell.name: grade.score for grade in grades},
        _remarks(course, submission.student_id, assignment),
        submission.timestamp.isoformat(" ", "seconds") if submission.timestamp else "",
        late,
        f"not graded yet: {', '.join(waiting)}" if waiting else "",
    )


def _remarks(course: Course, student: str, assignment: str) -> str:
    path = course.notebook("rebuilt", student, assignment)
    if not path.is_file():
        return ""
    first = nbformat.read(path, as_version=4).cells[0]
    if first.get("id") != "remarks":
        return ""
    return " ".join(line[2:] for line in first.source.splitlines() if line.startswith("- "))
