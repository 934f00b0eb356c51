"""Grading a class: the steps in order, and the only writer of the gradebook.

``submitted`` → rebuild → execute → gradebook → feedback. What is already graded, unchanged, is
left alone, so a second run does nothing and an interrupted one goes on where it stopped: the
executed notebook is the record of a grade. It is whole or absent, says what it was made from, and
counts only where the feedback page, which is written last, is there too.
"""

from __future__ import annotations

import hashlib
import shutil
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.assignment import Assignment
from autograder.authoring import grading_template, released_notebook
from autograder.course import Course
from autograder.executors import Executor, Job
from autograder.feedback import FeedbackWriter
from autograder.gradebook import GradebookWriter, gradebook_writer
from autograder.intake import rebuild
from autograder.regrading import changed_work, keep_others
from autograder.remarks import remarks_of
from autograder.reports import scores
from autograder.submission_time import write_time
from autograder.whole_files import remove_lost_parts, write_whole

RULES = "3"  # to be raised when the same notebook would get other outputs


@dataclass(frozen=True)
class Outcome:
    """What one run of the grading did; ``faults`` are ours, and will be tried again."""

    graded: list[tuple[str, str]]
    unchanged: list[tuple[str, str]]
    faults: dict[tuple[str, str], str] = field(default_factory=dict)


def grade(
    course: Course,
    assignments: Iterable[Assignment],
    executor: Executor,
    *,
    students: Iterable[str] | None = None,
    force: bool = False,
    exercise: str | None = None,
    on_start: Callable[[int], None] = lambda total: None,
    on_graded: Callable[[Job], None] = lambda job: None,
    on_unchanged: Callable[[], None] = lambda: None,
) -> Outcome:
    """Grade every submission that is new or changed, and write its feedback page.

    ``students`` restricts the run; ``force`` grades again what is unchanged, with ``exercise``
    that alone: other exercises keep what they have. ``on_start`` hears
    how many submissions there are; one of the others hears of each of them.
    """
    outcome = Outcome([], [])
    classes = {a.slug: _Class(course, a, students, force, exercise) for a in assignments}
    on_start(sum(len(each.students) for each in classes.values()))

    def jobs() -> Iterator[Job]:
        """One notebook at a time, so that a class of any size fits into memory."""
        for each in classes.values():
            for student in each.students:
                try:
                    job = each.job(student)
                except Exception:  # one student's file never stops another's grading
                    outcome.faults[student, each.assignment.slug] = traceback.format_exc()
                    continue
                if job is not None:
                    yield job
                else:
                    outcome.unchanged.append((student, each.assignment.slug))
                    on_unchanged()

    feedback = FeedbackWriter(course)
    with gradebook_writer(course) as gradebook:
        for job in executor.run(jobs()):
            if job.fault:
                outcome.faults[job.student, job.assignment] = job.fault
            else:
                _post(course, job, classes[job.assignment], gradebook, feedback)
                outcome.graded.append((job.student, job.assignment))
            on_graded(job)
    return outcome


class _Class:
    """Who handed in one assignment, and what of it must be graded."""

    def __init__(
        self,
        course: Course,
        assignment: Assignment,
        only: Iterable[str] | None,
        force: bool,
        exercise: str | None,
    ):
        self.course, self.assignment, self.exercise = course, assignment, exercise
        wanted = course.students(assignment.slug)
        self.students = wanted if only is None else [s for s in wanted if s in set(only)]
        self.template = grading_template(assignment)
        self.released = released_notebook(assignment)
        self.scored = set() if force else _scored(course, assignment.slug)

    def job(self, student: str) -> Job | None:
        """The rebuilt notebook, or None where the grade is that of this very notebook."""
        slug = self.assignment.slug
        folder = self.course.folder("submitted", student, slug)
        submission = rebuild(folder, student, slug, self.template)
        if student in self.scored:
            digest = _graded_fingerprint(self.course, student, slug)
            if digest == fingerprint(submission.notebook):
                return None
        rebuilt = self.course.notebook("rebuilt", student, slug)
        _write_notebook(rebuilt, submission.notebook)
        moment = submission.notebook.metadata.get("submitted")
        write_time(rebuilt.parent, datetime.fromisoformat(moment) if moment else None)
        return Job(student, slug, submission.notebook)


def fingerprint(notebook: NotebookNode) -> str:
    """A digest of everything in a rebuilt notebook that can change what the gradebook says."""
    parts = [
        [cell.cell_type, cell.source, dict(cell.metadata.get("nbgrader", {}))]
        for cell in notebook.cells
    ]
    submitted = notebook.metadata.get("submitted")
    remarks = [str(remark) for remark in remarks_of(notebook)]
    return hashlib.sha256(repr([RULES, submitted, remarks, parts]).encode()).hexdigest()


def _scored(course: Course, slug: str) -> set[str]:
    return {score.student for score in scores(course, slug)}


def _graded_fingerprint(course: Course, student: str, slug: str) -> str | None:
    """The fingerprint that the last grade and feedback page were made from."""
    graded = course.notebook("autograded", student, slug)
    if not graded.is_file() or not course.feedback_page(student, slug).is_file():
        return None
    return nbformat.read(graded, as_version=4).metadata.get("fingerprint")


def _post(
    course: Course,
    job: Job,
    of_class: _Class,
    gradebook: GradebookWriter,
    feedback: FeedbackWriter,
) -> None:
    """Write the executed notebook, its scores, and the feedback page."""
    # killed from here on, the next run finds no feedback page and grades again
    page = course.folder("feedback", job.student, job.assignment)
    shutil.rmtree(page, ignore_errors=True)
    executed = job.notebook
    graded = course.notebook("autograded", job.student, job.assignment)
    before = nbformat.read(graded, as_version=4) if graded.is_file() else None
    changed = changed_work(of_class.assignment, before, executed)
    executed.metadata = NotebookNode(
        kernelspec=executed.metadata.get("kernelspec", {}),
        submitted=executed.metadata.get("submitted"),
        remarks=executed.metadata.get("remarks", []),
        fingerprint=fingerprint(executed),
    )
    for cell in executed.cells:
        if "nbgrader" in cell.metadata:
            cell.metadata.nbgrader["cell_type"] = cell.cell_type
    same = (
        before is not None and before.metadata.get("fingerprint") == executed.metadata.fingerprint
    )
    if before is not None and same and of_class.exercise:
        keep_others(of_class.assignment, of_class.exercise, before, executed)
    # scores first: while the old notebook is there, a killed run still sees what has changed
    result = gradebook.save(job.student, job.assignment, executed, of_class.released, changed)
    _write_notebook(graded, executed)
    feedback.write(job.student, of_class.assignment, executed, of_class.released, result)


def _write_notebook(path: Path, notebook: NotebookNode) -> None:
    """Write a notebook, whole or not at all, into a folder that need not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    remove_lost_parts(path.parent)  # else nbgrader copies them, hidden tests and all, to feedback
    write_whole(path, nbformat.writes(notebook) + "\n")
