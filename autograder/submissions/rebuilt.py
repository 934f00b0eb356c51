"""The folder ``rebuilt``: what nbgrader takes for the submissions, and Formgrader lists.

A notebook there is the instructor's with the student's text in it, never the file that was sent.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from autograder.authoring.notebooks import grading_template
from autograder.base.submission_time import read_time, write_time
from autograder.base.whole_files import remove_lost_parts, write_whole
from autograder.course.folder import Course
from autograder.submissions.collection.collect import Taken
from autograder.submissions.intake import rebuild


def write_rebuilt(course: Course, student: str, assignment: str, notebook: NotebookNode) -> None:
    """Write what `rebuild` made of a submission, and beside it when that was handed in."""
    path = course.notebook("rebuilt", student, assignment)
    write_notebook(path, notebook)
    moment = notebook.metadata.get("submitted")
    write_time(path.parent, datetime.fromisoformat(moment) if moment else None)


def write_notebook(path: Path, notebook: NotebookNode) -> None:
    """Write a notebook, whole or not at all, into a folder that need not be there yet."""
    path.parent.mkdir(parents=True, exist_ok=True)
    remove_lost_parts(path.parent)  # else nbgrader copies them, hidden tests and all, to feedback
    write_whole(path, nbformat.writes(notebook) + "\n")


def let_wait(course: Course, taken: Iterable[Taken]) -> None:
    """Have Formgrader list what was collected as not graded, so that its button can grade it.

    `UsageError` where ``course.toml`` is not understood. Where there is a grade, the time alone is
    written, which nbgrader compares: the notebook that the grade is about stays until the next.
    """
    students = defaultdict(list)
    for each in taken:
        students[each.assignment].append(each.student)
    for slug, whose in students.items():
        graded = {it for it in whose if course.notebook("autograded", it, slug).is_file()}
        for student in graded:
            moment = _moment(course.folder("submitted", student, slug))
            write_time(course.folder("rebuilt", student, slug), moment)
        if new := set(whose) - graded:
            template = grading_template(course.settings.load(slug))
            for student in new:
                submitted = course.folder("submitted", student, slug)
                notebook = rebuild(submitted, student, slug, template).notebook
                write_rebuilt(course, student, slug, notebook)


def _moment(submitted: Path) -> datetime | None:
    """When a submission was handed in; None where that is not known, as in its rebuilt notebook."""
    try:
        return read_time(submitted)
    except ValueError:
        return None
