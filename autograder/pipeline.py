"""Grading a class: the steps in order, and the only writer of the gradebook.

``submitted`` → rebuild → execute → gradebook → feedback. What is already graded, unchanged, is
left alone, so a second run does nothing and an interrupted one goes on where it stopped.
"""

from __future__ import annotations

import copy
import hashlib
import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

import nbformat
from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbformat import NotebookNode
from nbgrader.converters import Autograde, GenerateFeedback
from nbgrader.preprocessors import GetGrades, LimitOutput, SaveAutoGrades

from autograder.assignment import Assignment
from autograder.authoring import grading_template, released_notebook
from autograder.course import Course
from autograder.executors import Executor, Job
from autograder.intake import Submission, rebuild
from autograder.reports import ReleasedTests, scores

Progress = Callable[[Job], None]


@dataclass(frozen=True)
class Outcome:
    """What one run of the grading did."""

    graded: list[tuple[str, str]]
    unchanged: list[tuple[str, str]]


def grade(
    course: Course,
    assignments: Iterable[Assignment],
    executor: Executor,
    *,
    students: Iterable[str] | None = None,
    force: bool = False,
    on_start: Callable[[int], None] = lambda total: None,
    on_graded: Progress = lambda job: None,
) -> Outcome:
    """Grade every submission that is new or changed, and write its feedback page.

    ``students`` restricts the run; ``force`` grades again what is unchanged. ``on_start`` hears
    how many notebooks will run, ``on_graded`` of each that is in the gradebook.
    """
    outcome = Outcome([], [])
    only = None if students is None else set(students)
    jobs, hide_tests = [], {}
    for assignment in assignments:
        hide_tests[assignment.slug] = ReleasedTests(released_notebook(assignment))
        scored = {} if force else _graded_fingerprints(course, assignment.slug)
        for submission in _submissions(course, assignment, only):
            if scored.get(submission.student) == fingerprint(submission.notebook):
                outcome.unchanged.append((submission.student, submission.assignment))
                continue
            _write_rebuilt(course, submission)
            jobs.append(Job(submission.student, submission.assignment, submission.notebook))
    on_start(len(jobs))
    for job in executor.run(jobs):
        _post(course, job, hide_tests[job.assignment])
        outcome.graded.append((job.student, job.assignment))
        on_graded(job)
    return outcome


def fingerprint(notebook: NotebookNode) -> str:
    """A digest of everything in a rebuilt notebook that can change its grade or its remarks."""
    parts = [
        [cell.cell_type, cell.source, dict(cell.metadata.get("nbgrader", {}))]
        for cell in notebook.cells
    ]
    return hashlib.sha256(repr(parts).encode()).hexdigest()


def _submissions(course: Course, assignment: Assignment, only: set[str] | None) -> list[Submission]:
    template = grading_template(assignment)
    return [
        rebuild(
            course.folder("submitted", student, assignment.slug),
            student,
            assignment.slug,
            template,
        )
        for student in course.students(assignment.slug)
        if only is None or student in only
    ]


def _graded_fingerprints(course: Course, slug: str) -> dict[str, str]:
    """By student, the fingerprint that the last grade and feedback page were made from."""
    found = {}
    for score in scores(course, slug):
        graded = course.notebook("autograded", score.student, slug)
        feedback = course.folder("feedback", score.student, slug) / f"{slug}.html"
        if graded.is_file() and feedback.is_file():
            found[score.student] = nbformat.read(graded, as_version=4).metadata.get("fingerprint")
    return found


def _write_rebuilt(course: Course, submission: Submission) -> None:
    path = course.notebook("rebuilt", submission.student, submission.assignment)
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(submission.notebook, path)


def _post(course: Course, job: Job, hide_tests: ReleasedTests) -> None:
    """Let nbgrader score the executed notebook, then write the feedback page."""

    def replay(notebook: NotebookNode, resources: Any) -> tuple[NotebookNode, Any]:
        executed = copy.deepcopy(job.notebook)
        if [cell.source for cell in executed.cells] != [cell.source for cell in notebook.cells]:
            raise RuntimeError(
                f"{job.assignment}: nbgrader's copy of the tests is not the one that was run; "
                "release the assignment again."
            )
        executed.metadata = {
            "kernelspec": notebook.metadata.get("kernelspec", {}),
            "fingerprint": fingerprint(executed),
        }
        return executed, resources

    # killed from here on, the next run finds no feedback page and grades again
    shutil.rmtree(course.folder("feedback", job.student, job.assignment), ignore_errors=True)
    course.convert(
        Autograde,
        job.assignment,
        job.student,
        autograde_preprocessors=[replay, LimitOutput, SaveAutoGrades],
    )
    course.convert(
        GenerateFeedback,
        job.assignment,
        job.student,
        preprocessors=[hide_tests, GetGrades, CSSHTMLHeaderPreprocessor],
    )
