"""Grading a class: the steps in order, and the only writer of the gradebook.

``submitted`` → rebuild → execute → gradebook → feedback. What is already graded, unchanged, is
left alone, so a second run does nothing and an interrupted one goes on where it stopped: the
executed notebook is the record of a grade. It is whole or absent, says what it was made from, and
counts only where the feedback page, which is written last, is there too.
"""

from __future__ import annotations

import hashlib
import traceback
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property, partial
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import grading_template, released_notebook
from autograder.base.machine_trouble import nobody_can_write
from autograder.base.marks import marks_of
from autograder.base.remarks import remarks_of
from autograder.base.what_judges import (
    judging_digest,
    names_the_library,
    up_to_the_last_test,
)
from autograder.course.folder import Course
from autograder.course.gradebook import GradebookWriter, gradebook_writer
from autograder.course.graded_index import GradedIndex, Submitted
from autograder.grading.executors import Executor, Job
from autograder.grading.regrading import changed_work, keep_others
from autograder.results.feedback.writer import FeedbackWriter
from autograder.submissions.intake import rebuild
from autograder.submissions.rebuilt import write_notebook, write_rebuilt


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

    ``students`` restricts the run; ``force`` grades again what is unchanged, with ``exercise`` that
    alone: other exercises keep what they have. ``on_start`` hears how many submissions there are;
    one of the others hears of each of them.
    """
    outcome = Outcome([], [])
    feedback = FeedbackWriter(course)
    with gradebook_writer(course) as gradebook:
        classes = {
            a.slug: _Class(
                course, a, students, set() if force else gradebook.scored(a.slug), exercise
            )
            for a in assignments
        }
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

        try:
            for job in executor.run(jobs()):
                fault = job.fault or _posted(job, classes[job.assignment], gradebook, feedback)
                if fault:
                    outcome.faults[job.student, job.assignment] = fault
                else:
                    outcome.graded.append((job.student, job.assignment))
                on_graded(job)
        finally:
            for each in classes.values():
                each.index.write()
    return outcome


class _Class:
    """Who handed in one assignment, and what of it must be graded."""

    def __init__(
        self,
        course: Course,
        assignment: Assignment,
        only: Iterable[str] | None,
        scored: set[str],
        exercise: str | None,
    ):
        self.course, self.assignment, self.scored = course, assignment, scored
        self.exercise = exercise
        wanted = course.students(assignment.slug)
        self.students = wanted if only is None else [s for s in wanted if s in set(only)]
        self.template = grading_template(assignment)
        self.judge = cache(partial(judging_digest, up_to_the_last_test(self.template)))
        self.index = GradedIndex(course, assignment.slug, self.judge)
        self.read: dict[str, Submitted] = {}  # what was submitted, when it was read for this run

    @cached_property
    def released(self) -> NotebookNode:
        """The notebook that students got."""
        return released_notebook(self.assignment)

    def job(self, student: str) -> Job | None:
        """The rebuilt notebook, or None where the grade is that of this very notebook."""
        slug = self.assignment.slug
        if student in self.scored and self.index.knows(student):
            return None
        self.read[student] = self.index.submitted(student)
        folder = self.course.folder("submitted", student, slug)
        notebook = rebuild(folder, student, slug, self.template).notebook
        graded = self._graded_fingerprint(student) if student in self.scored else None
        if graded == self.fingerprint(notebook):
            self.note(student, notebook)
            return None
        write_rebuilt(self.course, student, slug, notebook)
        return Job(student, slug, notebook)

    def note(self, student: str, notebook: NotebookNode) -> None:
        """Remember that this notebook's grade is written."""
        wide = names_the_library(notebook)
        self.index.note(student, self.read.pop(student), wide, remarks_of(notebook))

    def fingerprint(self, notebook: NotebookNode) -> str:
        """A digest of a rebuilt notebook and of what judges it: all that can change its grade."""
        parts = [[cell.cell_type, cell.source, dict(marks_of(cell))] for cell in notebook.cells]
        remarks = [str(remark) for remark in remarks_of(notebook)]
        whole = [
            self.judge(names_the_library(notebook)),
            notebook.metadata.get("submitted"),
            remarks,
            parts,
        ]
        return hashlib.sha256(repr(whole).encode()).hexdigest()

    def page(self, student: str) -> Path:
        """The feedback page, without which a grade does not count."""
        return self.course.feedback_page(student, self.assignment.slug)

    def _graded_fingerprint(self, student: str) -> str | None:
        """The fingerprint that the last grade and feedback page were made from."""
        graded = self.course.notebook("autograded", student, self.assignment.slug)
        if not graded.is_file() or not self.page(student).is_file():
            return None
        return nbformat.read(graded, as_version=4).metadata.get("fingerprint")


def _posted(
    job: Job, of_class: _Class, gradebook: GradebookWriter, feedback: FeedbackWriter
) -> str:
    """Write what came of a job; the reason if that failed, which is no other student's business."""
    try:
        _post(job, of_class, gradebook, feedback)
    except Exception as error:
        if nobody_can_write(error):
            raise
        gradebook.forget()
        return traceback.format_exc()
    return ""


def _post(job: Job, of_class: _Class, gradebook: GradebookWriter, feedback: FeedbackWriter) -> None:
    """Write the executed notebook, its scores, and the feedback page."""
    # killed from here on, the next run finds no feedback page and grades again
    of_class.page(job.student).unlink(missing_ok=True)
    executed = job.notebook
    graded = of_class.course.notebook("autograded", job.student, job.assignment)
    before = nbformat.read(graded, as_version=4) if graded.is_file() else None
    changed = changed_work(of_class.assignment, before, executed)
    executed.metadata = NotebookNode(
        kernelspec=executed.metadata.get("kernelspec", {}),
        submitted=executed.metadata.get("submitted"),
        remarks=executed.metadata.get("remarks", []),
        fingerprint=of_class.fingerprint(executed),
    )
    for cell in executed.cells:
        if marks_of(cell):
            cell.metadata.nbgrader["cell_type"] = cell.cell_type
    same = (
        before is not None and before.metadata.get("fingerprint") == executed.metadata.fingerprint
    )
    if before is not None and same and of_class.exercise:
        keep_others(of_class.assignment, of_class.exercise, before, executed)
    # scores first: while the old notebook is there, a killed run still sees what has changed
    result = gradebook.save(job.student, job.assignment, executed, of_class.released, changed)
    write_notebook(graded, executed)
    feedback.write(job.student, of_class.assignment, executed, of_class.released, result)
    of_class.note(job.student, executed)
