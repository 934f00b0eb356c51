"""What stands in for nbgrader's converters: exporters that do the whole work and leave none.

A converter makes its exporter before it touches a file, and then converts its `assignments` one by
one, removing what was there. These exporters read which ones are meant, do what the course's own
command does with them, and empty the list.
"""

from __future__ import annotations

import os
from collections import defaultdict
from pathlib import Path
from typing import Any

from nbconvert.exporters import NotebookExporter
from nbgrader.converters.base import BaseConverter, NbGraderException

from autograder.course import Course
from autograder.course_lock import course_lock
from autograder.errors import UsageError
from autograder.feedback.again import rewrite
from autograder.kernels import sandbox
from autograder.kernels.sandbox import Sandbox, SandboxError
from autograder.pipeline import grade
from autograder.sandbox_executor import SandboxExecutor
from autograder.trusted.settings import Settings


class InPlaceOfConversion(NotebookExporter):
    """Does for every assignment and its students what `work` says, instead of converting."""

    def __init__(self, parent: BaseConverter, **traits: Any):
        super().__init__(parent=parent, **traits)
        wanted: dict[str, list[str]] = defaultdict(list)
        for place in map(Path, sorted(parent.assignments)):  # …/<step>/<student>/<assignment>
            wanted[place.name].append(place.parent.name)
        parent.assignments = {}
        coursedir: Any = parent.coursedir
        course = Course.at(coursedir.root, coursedir.db_url)
        try:
            with course_lock(course):
                for slug, students in wanted.items():
                    self.work(course, slug, students)
        except (UsageError, SandboxError) as error:
            parent.log.error("%s", error)
            raise NbGraderException(str(error)) from error

    def work(self, course: Course, slug: str, students: list[str]) -> None:
        """Do it; `UsageError` where that is impossible."""
        raise NotImplementedError


class GradesInSandbox(InPlaceOfConversion):
    """In `nbgrader autograde`: what ``grade --force`` does with these students."""

    def work(self, course: Course, slug: str, students: list[str]) -> None:
        """Grade again; a fault of ours leaves the last grade in place."""
        sandbox.require(Sandbox.BUBBLEWRAP)
        workers = min(len(students), os.cpu_count() or 1)
        executor = SandboxExecutor(Settings(course.secret()), workers)
        assignment = course.settings.load(slug)
        course.release([assignment])
        outcome = grade(course, [assignment], executor, students=students, force=True)
        if outcome.faults:
            (student, _), reason = next(iter(outcome.faults.items()))
            raise UsageError(f"{student}, {slug}: a fault of the grader's; try again. {reason}")


class WritesPages(InPlaceOfConversion):
    """In `nbgrader generate_feedback`: what ``feedback`` does with these students."""

    def work(self, course: Course, slug: str, students: list[str]) -> None:
        """Write the pages again; each is whole or the one that was there."""
        _, missing = rewrite(course, course.settings.load(slug), students)
        if missing:
            raise UsageError("; ".join(f"{s}, {slug}: {why}" for s, why in missing.items()))


class Releases(InPlaceOfConversion):
    """In `nbgrader generate_assignment`: what ``release`` does with this assignment."""

    def work(self, course: Course, slug: str, students: list[str]) -> None:
        """Make the release anew from the assignment's text, where that has changed."""
        course.release([course.settings.load(slug)])
