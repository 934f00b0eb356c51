"""Writing a student's result into nbgrader's gradebook: one open session, one transaction each.

nbgrader's own converter opens six sessions and commits once a cell. The rows are the same, and
every score is read from the outputs by nbgrader's own rule.
"""

from __future__ import annotations

import contextlib
import logging
import warnings
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from nbformat import NotebookNode
from nbgrader import utils
from nbgrader.api import Assignment, Gradebook, SubmittedAssignment
from sqlalchemy.exc import SAWarning

from autograder.course import Course

_log = logging.getLogger(__name__)


class StaleReleaseError(RuntimeError):
    """The gradebook knows other tests than the ones that were run."""


@dataclass(frozen=True)
class Result:
    """Scores of test cells and comments on solution cells; what a grader wrote by hand wins."""

    scores: dict[str, float]
    comments: dict[str, str | None]


class GradebookWriter:
    """The one writer of a course's gradebook."""

    def __init__(self, gradebook: Gradebook):
        self._gradebook = gradebook
        self._names: dict[str, dict[str, str]] = {}

    def scored(self, assignment: str) -> set[str]:
        """Students with a grade for an assignment."""
        session: Any = self._gradebook.db
        rows = session.query(SubmittedAssignment.student_id).join(Assignment)
        return {student for (student,) in rows.filter(Assignment.name == assignment)}

    def forget(self) -> None:
        """Take back what an error left uncommitted, so that the next student can be saved."""
        session: Any = self._gradebook.db
        session.rollback()

    def save(
        self, student: str, assignment: str, notebook: NotebookNode, untouched: NotebookNode
    ) -> Result:
        """Write the scores of an executed notebook; what the gradebook says of it now.

        `untouched` is the notebook as released: a solution cell equal to its own got no response.
        """
        cells = _marked(notebook)
        names = self._names_of_cells(assignment, cells)
        released = {name: cell.source for name, cell in _marked(untouched).items()}
        session: Any = self._gradebook.db
        with warnings.catch_warnings(), session.no_autoflush:
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's models under SQLAlchemy 2.1
            self._gradebook.update_or_create_student(student)
            submission: Any = self._gradebook.update_or_create_submission(assignment, student)
            moment = notebook.metadata.get("submitted")
            submission.timestamp = datetime.fromisoformat(moment) if moment else None
            result = Result({}, {})
            for submitted in submission.notebooks:
                for grade in submitted.grades:
                    name = names[grade.cell_id]
                    grade.auto_score, _ = utils.determine_grade(cells[name], _log)
                    grade.needs_manual_grade = (
                        grade.manual_score is not None or grade.auto_score is None
                    )
                    result.scores[name] = _score(grade)
                for comment in submitted.comments:
                    name = names[comment.cell_id]
                    empty = cells[name].source == released[name]
                    comment.auto_comment = "No response." if empty else None
                    result.comments[name] = comment.manual_comment or comment.auto_comment
            session.commit()
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
def gradebook_writer(course: Course) -> Iterator[GradebookWriter]:
    """Open a course's gradebook for writing."""
    with course.gradebook() as gradebook:
        yield GradebookWriter(gradebook)


def saved_result(gradebook: Gradebook, student: str, assignment: str) -> Result:
    """What the gradebook says of a graded submission; nbgrader's `MissingEntry` if nothing."""
    submission: Any = gradebook.find_submission(assignment, student)
    result = Result({}, {})
    for notebook in submission.notebooks:
        result.scores.update({grade.cell.name: _score(grade) for grade in notebook.grades})
        for comment in notebook.comments:
            result.comments[comment.cell.name] = comment.manual_comment or comment.auto_comment
    return result


def _score(grade: Any) -> float:
    """What nbgrader counts: a grader's own score before the automatic one, and extra credit."""
    own = grade.auto_score if grade.manual_score is None else grade.manual_score
    return float(own or 0) + float(grade.extra_credit or 0)


def _marked(notebook: NotebookNode) -> dict[str, NotebookNode]:
    return {
        cell.metadata.nbgrader.grade_id: cell
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    }
