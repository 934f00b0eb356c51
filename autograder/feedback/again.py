"""Feedback pages made again from graded notebooks: nothing is run, no grade changes."""

from __future__ import annotations

import shutil
import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import nbformat
from nbgrader.api import MissingEntry

from autograder.assignment import Assignment
from autograder.authoring import released_notebook
from autograder.course import Course
from autograder.feedback.writer import FeedbackWriter
from autograder.gradebook import saved_result
from autograder.whole_files import part_of

NOT_GRADED = "it has not been graded yet; run grade"
OTHER_RELEASE = "it was graded with another release of the assignment; run grade"


def rewrite(
    course: Course, assignment: Assignment, students: Iterable[str]
) -> tuple[dict[str, Path], dict[str, str]]:
    """Write the pages of `students`: where they are, and why others have none."""
    slug, released = assignment.slug, released_notebook(assignment)
    writer = FeedbackWriter(course)
    pages: dict[str, Path] = {}
    missing: dict[str, str] = {}
    with course.gradebook() as gradebook:
        for student in students:
            try:
                executed = nbformat.read(course.notebook("autograded", student, slug), 4)
                result = saved_result(gradebook, student, slug, course.settings)
                writer.write(student, assignment, executed, released, result)
                pages[student] = course.feedback_page(student, slug)
            except (FileNotFoundError, MissingEntry):
                missing[student] = NOT_GRADED
            except KeyError:
                missing[student] = OTHER_RELEASE
    return pages, missing


def copy_to(folder: Path, pages: Mapping[str, Path]) -> None:
    """Copy pages to ``<folder>/<student>/<assignment>.html``."""
    for student, page in pages.items():
        target = folder / student / page.name
        target.parent.mkdir(parents=True, exist_ok=True)
        with part_of(target) as part:
            shutil.copyfile(page, part)


def write_zip(path: Path, folders: Mapping[str, str], pages: Mapping[str, Path]) -> int:
    """Write the pages of students with a folder into a zip; how many those are."""
    path.parent.mkdir(parents=True, exist_ok=True)
    both = sorted(folders.keys() & pages.keys())
    with part_of(path) as part, zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as archive:
        for student in both:
            archive.write(pages[student], f"{folders[student]}/{pages[student].name}")
    return len(both)
