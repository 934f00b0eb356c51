"""Formgrader's release, collect and their like, with nbgrader's exchange and without one.

Where the folder of an exchange is there, as on a JupyterHub, it is used; collecting puts notebooks
where `collect` puts them. Elsewhere an assignment counts as released when its release has been
made, and each button says which command does its work.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

from nbgrader.exchange import default
from nbgrader.utils import notebook_hash

from autograder.authoring import assignment as assignments
from autograder.base.errors import UsageError
from autograder.base.whole_files import part_of
from autograder.course.folder import Course
from autograder.course.lock import course_lock
from autograder.submissions.collection.collect import Rules, collect
from autograder.submissions.collection.exchange_secrets import secrets_of
from autograder.submissions.rebuilt import let_wait


class _Here(default.Exchange):
    """What the classes below share."""

    coursedir: Any

    def is_there(self) -> bool:
        """Whether there is an exchange on this machine."""
        return Path(self.root).is_dir()

    def course(self) -> Course:
        """The course that Formgrader shows."""
        return Course.at(self.coursedir.root, self.coursedir.db_url)

    def explain(self, what: str) -> None:
        """End with a sentence instead of a traceback's worth of guesses."""
        self.fail(f"Nothing was changed: there is no exchange at {self.root}. {what}")


class Listing(_Here, default.ExchangeList):
    """Which assignments students can have."""

    def start(self) -> Any:
        """List them; without an exchange, those whose release has been made."""
        if self.is_there() or self.inbound or self.cached:
            return super().start()
        course = self.course()
        if self.remove:
            self.explain(
                f"Students have what you gave them of {course.root / 'release'}; it cannot be "
                "taken back from here."
            )
        return [
            {
                "course_id": self.coursedir.course_id,
                "assignment_id": place.parent.name,
                "status": "released",
                "path": str(place.parent),
                "notebooks": [{"notebook_id": place.stem, "path": str(place)}],
            }
            for place in sorted(course.root.glob("release/*/*.ipynb"))
        ]


class ReleasingAssignment(_Here, default.ExchangeReleaseAssignment):
    """Giving an assignment to students."""

    def start(self) -> None:
        """Copy the release into the exchange; without one, make it."""
        course = self.course()
        if self.is_there():
            super().start()
            return
        try:
            with course_lock(course):
                course.release([course.settings.load(self.coursedir.assignment_id)])
        except UsageError as error:
            self.fail(str(error))


class ReleasingFeedback(_Here, default.ExchangeReleaseFeedback):
    """Giving feedback to students: each page under the secret of the submission that it is about.

    nbgrader looks for the secret beside the page, in a folder that goes through all of its own
    steps; ours is in the exchange, where the student left it.
    """

    dest_path: str

    def __init__(self, authentictor: Any = None, **traits: Any):  # so nbgrader spells it
        super().__init__(**traits)
        self.authenticator = self.authenticator or authentictor

    def start(self) -> None:
        """Copy the pages into the exchange."""
        if self.is_there():
            super().start()
        else:
            slug = self.coursedir.assignment_id
            self.explain(
                f"Hand the pages out with: llm-course-grader feedback {slug} --course "
                f"{self.coursedir.root} --output FOLDER"
            )

    def copy_files(self) -> None:
        """Copy pages that are of what was collected last; say whose are not, and why."""
        course, slug = self.course(), self.coursedir.assignment_id
        only = self.coursedir.student_id
        without = set(self.coursedir.student_id_exclude.split(","))
        for student in course.students(slug):
            if student in without or only not in ("", "*", student):
                continue
            if why_not := self._release(course, student, slug):
                self.log.warning("%s, %s: %s", student, slug, why_not)
            else:
                self.log.info("%s, %s: feedback released", student, slug)

    def _release(self, course: Course, student: str, slug: str) -> str:
        page = course.feedback_page(student, slug)
        notebook = next(course.folder("submitted", student, slug).glob("*.ipynb"), None)
        if notebook is None or not page.is_file():
            return "not graded yet"
        if page.stat().st_mtime < notebook.stat().st_mtime:
            return "graded before the submission that was collected last; grade it first"
        inbound = Path(self.root) / self.coursedir.course_id / "inbound"
        found = list(secrets_of(inbound, student, slug, notebook.read_bytes()))
        for secret, name in found:
            target = Path(self.dest_path) / f"{notebook_hash(secret=secret, notebook_id=name)}.html"
            with part_of(target) as part:
                shutil.copyfile(page, part)
                part.chmod(0o644)
        return "" if found else "not handed in through this exchange; give the page by hand"


class Collecting(_Here, default.ExchangeCollect):
    """Taking what students handed in."""

    def start(self) -> None:
        """Take it from the exchange, by the rules of ``collect``."""
        slug, course = self.coursedir.assignment_id, self.course()
        if not self.is_there():
            self.explain(
                f"Collect files from where they are with: llm-course-grader collect FILES "
                f"--course {course.root} --assignment {slug}"
            )
        inbound = Path(self.root) / self.coursedir.course_id / "inbound"
        if not inbound.is_dir():
            self.fail(f"{inbound}: nobody has handed anything in. Nothing was changed.")
        try:
            with course_lock(course):
                collected = collect(course, [inbound], Rules(assignments.slugs(), slug))
                for taken in collected.taken:
                    self.log.info("%s: %s", taken.student, taken.state)
                    if taken.doubt:
                        self.log.warning("%s: %s", taken.file, taken.doubt)
                for left in collected.left:
                    say = self.log.warning if left.problem else self.log.info
                    say("%s: %s", left.file, left.reason)
                let_wait(course, collected.taken)
        except UsageError as error:
            self.fail(str(error))
