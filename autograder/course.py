"""A course folder: where nbgrader keeps one class, and how nbgrader is configured for it.

``source → release`` is made from the assignment texts; ``submitted → rebuilt → autograded →
feedback`` is the way of a submission. nbgrader reads *rebuilt*, never what a student sent.
"""

from __future__ import annotations

import contextlib
import logging
import os
import secrets
import sys
import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import GetGrades
from sqlalchemy import URL
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from autograder.assignment import Assignment
from autograder.authoring import STUB, solution_notebook, source_notebook
from autograder.whole_files import write_whole

TEMPLATES = Path(__file__).parent / "templates"
_CONFIGURATION = """\
# Made by the autograder: how nbgrader and Formgrader see this course.
from autograder.course import Course

c = get_config()  # noqa: F821
c.merge(Course.at({root!r}).config)
"""


@dataclass(frozen=True)
class Course:
    """One class: its folder and its gradebook."""

    root: Path
    db_url: str

    @classmethod
    def at(cls, root: Path | str, db_url: str | None = None) -> Course:
        """The course in ``root``; its gradebook is sqlite there, or wherever ``db_url`` says."""
        root = Path(root).resolve()
        database = URL.create("sqlite", database=str(root / "gradebook.db"))
        return cls(root, db_url or database.render_as_string(hide_password=False))

    def folder(self, step: str, student: str = ".", assignment: str = ".") -> Path:
        """For example ``folder("submitted", "ada", "causal_masking")``."""
        return self.root / step / student / assignment

    def notebook(self, step: str, student: str, assignment: str) -> Path:
        """The notebook of an assignment at one step of its way."""
        return self.folder(step, student, assignment) / f"{assignment}.ipynb"

    @cached_property
    def config(self) -> Config:
        """nbgrader's configuration for this course."""
        from autograder.formgrader_feedback import MakePage  # it needs a course itself

        config = Config()
        config.CourseDirectory.root = str(self.root)
        config.CourseDirectory.db_url = self.db_url
        config.CourseDirectory.submitted_directory = "rebuilt"
        config.CourseDirectory.course_id = "how-llms-work"
        config.ClearSolutions.code_stub = {"python": STUB}
        config.ExecutePreprocessor.timeout = 60
        config.HTMLExporter.extra_template_basedirs = [str(TEMPLATES)]
        config.HTMLExporter.template_name = "feedback"
        config.GenerateFeedback.preprocessors = [GetGrades, MakePage]
        config.Application.log_level = logging.WARNING
        return config

    def convert(
        self, converter: type[BaseConverter], assignment: str, student: str = ".", **traits: Any
    ) -> None:
        """Run one of nbgrader's converters over one assignment, replacing what is there."""
        _put_environment_on_path()
        coursedir = CourseDirectory(config=self.config)
        coursedir.assignment_id, coursedir.student_id = assignment, student
        tool = converter(coursedir=coursedir, config=self.config, force=True, **traits)
        tool.log.setLevel(logging.ERROR)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's models under SQLAlchemy 2.1
            tool.start()

    def gradebook(self) -> Gradebook:
        """nbgrader's gradebook; use it in a ``with`` statement."""
        _put_environment_on_path()
        return Gradebook(self.db_url, "how-llms-work")

    def release(self, assignments: Iterable[Assignment]) -> list[str]:
        """Generate source, solution and release of what has changed; the names of those made."""
        self.root.mkdir(parents=True, exist_ok=True)
        configuration = _CONFIGURATION.format(root=str(self.root))
        write_whole(self.root / "nbgrader_config.py", configuration)
        return [a.slug for a in assignments if self._release_one(a)]

    def _release_one(self, assignment: Assignment) -> bool:
        slug = assignment.slug
        source = nbformat.writes(source_notebook(assignment)) + "\n"
        path = self.notebook("source", ".", slug)
        fresh = path.is_file() and path.read_text(encoding="utf-8") == source
        release, solution = (self.notebook(room, ".", slug) for room in ("release", "solutions"))
        if fresh and release.is_file() and self._is_in_gradebook(slug):
            return False
        release.unlink(missing_ok=True)  # it is made last: a run that was killed is seen by that
        for place, text in (
            (solution, nbformat.writes(solution_notebook(assignment)) + "\n"),
            (path, source),
        ):
            place.parent.mkdir(parents=True, exist_ok=True)
            write_whole(place, text)
        self.convert(GenerateAssignment, slug)
        return True

    def _is_in_gradebook(self, slug: str) -> bool:
        with self.gradebook() as gradebook:
            try:
                gradebook.find_assignment(slug)
            except MissingEntry:
                return False
            return True

    def secret(self) -> bytes:
        """The key from which every student's random test inputs are drawn; made once, kept."""
        path = self.root / ".secret"
        if not path.is_file():
            self.root.mkdir(parents=True, exist_ok=True)
            part = self.root / f".secret.{os.getpid()}"
            part.touch(mode=0o600)
            part.write_bytes(secrets.token_bytes(32))
            with contextlib.suppress(FileExistsError):  # another run was first
                path.hardlink_to(part)
            part.unlink()
        return path.read_bytes()

    def students(self, assignment: str) -> list[str]:
        """Students who have submitted something for an assignment, sorted."""
        return sorted(folder.parent.name for folder in self.root.glob(f"submitted/*/{assignment}"))

    def submit(self, student: str, assignment: str, content: bytes, name: str = "") -> None:
        """Put a notebook where students' submissions arrive.

        What lay there, and is not the same, is kept: `replaced` says where.
        """
        path = self.folder("submitted", student, assignment) / (name or f"{assignment}.ipynb")
        there = list(path.parent.iterdir()) if path.parent.is_dir() else []
        if there == [path] and path.is_file() and path.read_bytes() == content:
            return
        if path.parent.exists():
            self._keep(path.parent, student, assignment)
        path.parent.mkdir(parents=True)
        path.write_bytes(content)

    def replaced(self, student: str, assignment: str) -> list[Path]:
        """Folders of submissions that `submit` has replaced, the oldest first."""
        found = self.folder("replaced", student, assignment).glob("*")
        return sorted(found, key=lambda folder: int(folder.name))

    def _keep(self, folder: Path, student: str, assignment: str) -> None:
        place = self.folder("replaced", student, assignment)
        place.mkdir(parents=True, exist_ok=True)
        folder.rename(place / str(len(self.replaced(student, assignment)) + 1))


def _put_environment_on_path() -> None:
    """nbgrader calls ``alembic`` by its bare name."""
    binaries = str(Path(sys.executable).parent)
    if binaries not in os.environ["PATH"].split(os.pathsep):
        os.environ["PATH"] = binaries + os.pathsep + os.environ["PATH"]
