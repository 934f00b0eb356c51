"""A course folder: where nbgrader keeps one class, and how nbgrader is configured for it.

``source → release`` is made from the assignment texts; ``submitted → rebuilt → autograded →
feedback`` is the way of a submission. nbgrader reads *rebuilt*, never what a student sent.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
import secrets
import sys
import warnings
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

import nbformat
from nbgrader.api import Gradebook, MissingEntry
from nbgrader.converters import GenerateAssignment
from nbgrader.converters.base import BaseConverter
from nbgrader.coursedir import CourseDirectory
from sqlalchemy import URL, make_url
from sqlalchemy.exc import SAWarning
from traitlets.config import Config

from autograder.assignment import Assignment
from autograder.authoring import (
    ANSWER_STUB,
    STUB,
    grading_template,
    solution_notebook,
    source_notebook,
)
from autograder.changed_cells import KEPT, follow_changes
from autograder.class_rules import carry_over
from autograder.collection.placing import kept_in, place
from autograder.course_settings import CourseSettings, read_settings
from autograder.formgrader import replacements
from autograder.student_names import why_no_student
from autograder.whole_files import write_whole

_log = logging.getLogger(__name__)

COURSE_ID = "how-llms-work"
_CONFIGURATION = """\
# Made by the autograder: how nbgrader and Formgrader see this course.
from autograder.course import Course

c = get_config()  # noqa: F821
c.merge(Course.at({root!r}, {db_url!r}).config)
"""
_MERGED = re.compile(r"^c\.merge\(Course\.at\(.*\)\.config\)$", re.MULTILINE)


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

    def feedback_page(self, student: str, assignment: str) -> Path:
        """The page that a student opens; nbgrader and LMS exports name it so."""
        return self.folder("feedback", student, assignment) / f"{assignment}.html"

    @cached_property
    def settings(self) -> CourseSettings:
        """What the class's ``course.toml`` says; `UsageError` where that is not understood."""
        return read_settings(self.root)

    @cached_property
    def config(self) -> Config:
        """How nbgrader's own programs see this course, Formgrader among them."""
        config = replacements()
        config.merge(self._settings)
        return config

    @cached_property
    def _settings(self) -> Config:
        """What they and we have in common."""
        config = Config()
        config.CourseDirectory.root = str(self.root)
        config.CourseDirectory.db_url = self.db_url
        config.CourseDirectory.submitted_directory = "rebuilt"
        config.CourseDirectory.course_id = COURSE_ID
        config.ClearSolutions.code_stub = {"python": STUB}
        config.ClearSolutions.text_stub = ANSWER_STUB
        config.ExecutePreprocessor.timeout = 60
        config.Application.log_level = logging.WARNING
        return config

    def convert(
        self, converter: type[BaseConverter], assignment: str, student: str = ".", **traits: Any
    ) -> None:
        """Run one of nbgrader's converters over one assignment, replacing what is there."""
        _put_environment_on_path()
        coursedir = CourseDirectory(config=self._settings)
        coursedir.assignment_id, coursedir.student_id = assignment, student
        tool = converter(coursedir=coursedir, config=self._settings, force=True, **traits)
        tool.log.setLevel(logging.ERROR)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", SAWarning)  # nbgrader's models under SQLAlchemy 2.1
            tool.start()

    def gradebook(self) -> Gradebook:
        """nbgrader's gradebook; use it in a ``with`` statement."""
        _put_environment_on_path()
        return Gradebook(self.db_url, COURSE_ID)

    def release(self, assignments: Iterable[Assignment]) -> list[str]:
        """Generate source, solution and release of what has changed; the names of those made."""
        self.root.mkdir(parents=True, exist_ok=True)
        self._write_configuration()
        return [a.slug for a in assignments if self._release_one(a)]

    def _write_configuration(self) -> None:
        """Tell nbgrader of this course; lines that an instructor added stay, ours follows them."""
        path = self.root / "nbgrader_config.py"
        whole = _CONFIGURATION.format(root=str(self.root), db_url=self.db_url)
        ours = whole.splitlines()[-1]
        if path.is_file():
            text = path.read_text(encoding="utf-8")
            whole = _MERGED.sub(lambda _: ours, text) if _MERGED.search(text) else text
            if whole == text:
                return
        write_whole(path, whole)
        if make_url(self.db_url).password:
            path.chmod(0o600)

    def _release_one(self, assignment: Assignment) -> bool:
        slug = assignment.slug
        source = nbformat.writes(source_notebook(assignment)) + "\n"
        path = self.notebook("source", ".", slug)
        fresh = path.is_file() and path.read_text(encoding="utf-8") == source
        release, solution = (self.notebook(room, ".", slug) for room in ("release", "solutions"))
        if fresh and release.is_file() and self._is_in_gradebook(slug):
            return False
        with _as_before_if_it_fails(release, solution, path):
            self._follow_changes(assignment)
            # the release is made last: a run that was killed is seen by its absence
            release.unlink(missing_ok=True)
            for place, text in (
                (solution, nbformat.writes(solution_notebook(assignment)) + "\n"),
                (path, source),
            ):
                place.parent.mkdir(parents=True, exist_ok=True)
                write_whole(place, text)
            self.convert(GenerateAssignment, slug)
        return True

    def _follow_changes(self, assignment: Assignment) -> None:
        """Bring the gradebook in step with cells and points; no grade given by hand is lost."""
        template = grading_template(assignment)
        with self.gradebook() as gradebook:
            kept = follow_changes(gradebook, assignment.slug, template, self.root)
            carry_over(gradebook, assignment)
        if kept:
            _log.warning(
                "%s: %s no longer in the assignment; the grades and comments given there by hand "
                "are kept in %s",
                assignment.slug,
                f"{', '.join(kept)} {'is' if len(kept) == 1 else 'are'}",
                self.root / KEPT,
            )

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
        folders = {folder.parent.name for folder in self.root.glob(f"submitted/*/{assignment}")}
        return sorted(folders - self.no_students().keys())

    def no_students(self) -> dict[str, str]:
        """Folders in ``submitted`` that cannot be a student's by their name, and why."""
        names = {folder.name for folder in self.root.glob("submitted/*")}
        reasons = {name: why_no_student(name, names) for name in names}
        return {name: reason for name, reason in sorted(reasons.items()) if reason}

    def submit(
        self,
        student: str,
        assignment: str,
        content: bytes,
        name: str = "",
        moment: datetime | None = None,
        dry: bool = False,
    ) -> str:
        """Put a notebook where submissions arrive; whether it is new, replaced or unchanged.

        What lay there, and is not the same, is kept: `replaced` says where.
        """
        return place(
            self.folder("submitted", student, assignment),
            self.folder("replaced", student, assignment),
            name or f"{assignment}.ipynb",
            content,
            moment,
            dry,
        )

    def replaced(self, student: str, assignment: str) -> list[Path]:
        """Folders of submissions that `submit` has replaced, the oldest first."""
        return kept_in(self.folder("replaced", student, assignment))


@contextlib.contextmanager
def _as_before_if_it_fails(*paths: Path) -> Iterator[None]:
    """Put files back, or away, if the block does not end well."""
    before = {path: path.read_bytes() if path.is_file() else None for path in paths}
    try:
        yield
    except BaseException:
        for path, content in before.items():
            if content is None:
                path.unlink(missing_ok=True)
            else:
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
        raise


def _put_environment_on_path() -> None:
    """nbgrader calls ``alembic`` by its bare name."""
    binaries = str(Path(sys.executable).parent)
    path = os.environ.get("PATH", os.defpath)
    if binaries not in path.split(os.pathsep):
        os.environ["PATH"] = binaries + os.pathsep + path
