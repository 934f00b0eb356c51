"""Writing a student's result into nbgrader's gradebook: one open session, one transaction each.

nbgrader's own converter opens six sessions and commits once a cell. The rows are the same, and
every score is read from the outputs by nbgrader's own rule.
"""

from __future__ import annotations

import contextlib
import logging
import warnings
from collections.abc import Container, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Assignment, Gradebook, SubmittedAssignment
from sqlalchemy.exc import SAWarning

from autograder.base.marks import marked_cells
from autograder.course.class_rules import late_deduction
from autograder.course.folder import Course
from autograder.course.settings import CourseSettings

_log = logging.getLogger(__name__)


class StaleReleaseError(RuntimeError):
    """The gradebook knows other tests than the ones that were run."""


@dataclass(frozen=True)
class Result:
    """Scores of graded cells, comments on solution cells; what a grader wrote by hand wins."""

    scores: dict[str, float]
    comments: dict[str, str | None]
    waiting: set[str] = field(default_factory=set)  # for a grade by hand
    by_hand: set[str] = field(default_factory=set)  # have points or extra credit given by hand
    late_deduction: float = 0.0

    @property
    def total(self) -> float:
        """All points, before anything is taken off for lateness."""
        return sum(self.scores.values())


class GradebookWriter:
    """The one writer of a course's gradebook."""

    def __init__(self, gradebook: Gradebook, settings: CourseSettings | None = None):
        self._gradebook = gradebook
        self._settings = settings or CourseSettings()
        self._names: dict[str, dict[str, str]] = {}

    def scored(self, assignment: str) -> set[str]:
        """Students with a grade for an assignment."""
        session: Any = self._gradebook.db
        submitted: Any = SubmittedAssignment
        known: Any = Assignment
        rows = session.query(submitted.student_id).join(known).filter(known.name == assignment)
        return {student for (student,) in rows}

    def forget(self) -> None:
        """Take back what an error left uncommitted, so that the next student can be saved."""
        session: Any = self._gradebook.db
        session.rollback()

    def save(
        self,
        student: str,
        assignment: str,
        notebook: NotebookNode,
        untouched: NotebookNode,
        changed: Container[str] = (),
    ) -> Result:
        """Write the scores of an executed notebook; what the gradebook says of it now.

        `untouched` is the notebook as released: a solution cell equal to its own got no response.
        A score given by hand stays; where the work is `changed` since, it waits to be looked at.
        """
        cells = marked_cells(notebook)
        names = self._names_of_cells(assignment, cells)
        released = {name: cell.source for name, cell in marked_cells(untouched).items()}
        session: Any = self._gradebook.db
        with warnings.catch_warnings(), session.no_autoflush, _one_transaction(session):
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's models under SQLAlchemy 2.1
            self._gradebook.update_or_create_student(student)
            submission: Any = self._gradebook.update_or_create_submission(assignment, student)
            moment = notebook.metadata.get("submitted")
            submission.timestamp = datetime.fromisoformat(moment) if moment else None
            result = Result({}, {})
            for submitted in submission.notebooks:
                for grade in submitted.grades:
                    name = names[grade.cell_id]
                    own = cells[name]
                    grade.auto_score, most = found_points(own)
                    if not most or (own.source == released[name] and grade.auto_score is None):
                        grade.auto_score = 0.0  # it does not count, or nothing was answered
                    again = name in changed or grade.needs_manual_grade
                    given = grade.manual_score is not None
                    grade.needs_manual_grade = again if given else grade.auto_score is None
                    result.scores[name] = _score(grade)
                    if grade.needs_manual_grade:
                        result.waiting.add(name)
                    if _given_by_hand(grade):
                        result.by_hand.add(name)
                for comment in submitted.comments:
                    name = names[comment.cell_id]
                    empty = cells[name].source == released[name]
                    comment.auto_comment = "No response." if empty else None
                    result.comments[name] = comment.manual_comment or comment.auto_comment
                late = late_deduction(submission, result.total, self._settings)
                submitted.late_submission_penalty = late or None
                result = replace(result, late_deduction=late)
        return result

    def _names_of_cells(self, slug: str, cells: dict[str, NotebookNode]) -> dict[str, str]:
        """Names of graded and solution cells by their number in the gradebook.

        Scores of tests that the gradebook does not know are refused.
        """
        if slug not in self._names:
            notebooks = self._gradebook.find_assignment(slug).notebooks
            for cell in (cell for notebook in notebooks for cell in notebook.source_cells):
                if cell.locked and getattr(cells.get(cell.name), "source", None) != cell.source:
                    raise StaleReleaseError(
                        f"{slug}: nbgrader's copy of {cell.name!r} is not the one that was run; "
                        "release the assignment again."
                    )
            self._names[slug] = {
                cell.id: cell.name
                for notebook in notebooks
                for cell in [*notebook.grade_cells, *notebook.solution_cells]
            }
        return self._names[slug]


@contextlib.contextmanager
def _one_transaction(session: Any) -> Iterator[None]:
    """Commit once, at the end: nbgrader commits each row, and a row without scores is no grade."""
    session.commit = session.flush
    try:
        yield
    finally:
        del session.commit
    session.commit()


@contextlib.contextmanager
def gradebook_writer(course: Course) -> Iterator[GradebookWriter]:
    """Open a course's gradebook for writing."""
    with course.gradebook() as gradebook:
        yield GradebookWriter(gradebook, course.settings)


def saved_result(
    gradebook: Gradebook, student: str, assignment: str, settings: CourseSettings
) -> Result:
    """What the gradebook says of a graded submission; nbgrader's `MissingEntry` if nothing."""
    submission: Any = gradebook.find_submission(assignment, student)
    result = Result({}, {})
    for notebook in submission.notebooks:
        result.scores.update({grade.cell.name: _score(grade) for grade in notebook.grades})
        result.waiting.update(g.cell.name for g in notebook.grades if g.needs_manual_grade)
        result.by_hand.update(g.cell.name for g in notebook.grades if _given_by_hand(g))
        for comment in notebook.comments:
            result.comments[comment.cell.name] = comment.manual_comment or comment.auto_comment
    return replace(result, late_deduction=late_deduction(submission, result.total, settings))


def found_points(cell: NotebookNode) -> tuple[float | None, float]:
    """What a cell earns by its own outputs, if they decide it, and the most that it can."""
    return utils.determine_grade(cell, _log)


def _given_by_hand(grade: Any) -> bool:
    return grade.manual_score is not None or bool(grade.extra_credit)


def _score(grade: Any) -> float:
    """What nbgrader counts: a grader's own score before the automatic one, and extra credit."""
    own = grade.auto_score if grade.manual_score is None else grade.manual_score
    return float(own or 0) + float(grade.extra_credit or 0)
