"""What was graded of one assignment, in one small file: so that the unchanged cost one look each.

The file only saves time. It is written whole at the end of a run; an entry counts only where the
executed notebook, which is the record of a grade, is the very file that the entry was made with.
"""

from __future__ import annotations

import hashlib
import json
import os
import stat
import time
from collections.abc import Callable, Collection, Iterable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.base.plain_files import link_to
from autograder.base.submission_time import TIMESTAMP
from autograder.base.whole_files import write_whole

if TYPE_CHECKING:
    from autograder.course.folder import Course

SECONDS_TO_SETTLE = 2  # two changes of a file within so long may bear the same time
_FOLDER = ".graded"
_FORMAT = 2


@dataclass(frozen=True)
class Submitted:
    """What lies in a submission's folder: a digest of the bytes, and the stamps of the files.

    `stamps` are empty where a file has changed so lately that another change might not show.
    """

    digest: str
    stamps: str


@dataclass(frozen=True)
class _Entry:
    digest: str
    stamps: str
    wide: bool
    judge: str
    record: str
    rebuilt: str
    remarks: list[str]


class GradedIndex:
    """The submissions of one assignment whose bytes and judges are those of their grades.

    `judge` gives the digest of what judges now, for submissions that name the course's library
    (True) and for others; an entry made by another judge does not count.
    """

    def __init__(
        self, course: Course, assignment: str, judge: Callable[[bool], str] = lambda wide: ""
    ):
        self._course, self._assignment, self._judge = course, assignment, judge
        self._path = course.root / _FOLDER / f"{assignment}.json"
        self._entries = self._read()
        self._changed = False

    def knows(self, student: str) -> bool:
        """Whether the student's submission was graded as it lies there, by what judges now."""
        entry = self._entries.get(student)
        if (
            entry is None
            or entry.record != _stamp(self._record(student))
            or entry.judge != self._judge(entry.wide)
            or not self._page(student).is_file()
        ):
            return False
        stamps = self._stamps(student)
        if not stamps or stamps != entry.stamps:
            try:
                now = self.submitted(student)
            except OSError:
                return False
            if now.digest != entry.digest:
                return False
            if now.stamps != entry.stamps:
                self._put(student, replace(entry, stamps=now.stamps))
        return True

    def note(
        self, student: str, submitted: Submitted, wide: bool, remarks: Iterable[object]
    ) -> None:
        """Remember a grade that is written: `submitted` is what was read for it.

        `wide` says whether the submission names the library; `remarks` are those of its notebook.
        """
        entry = _Entry(
            submitted.digest,
            submitted.stamps,
            wide,
            self._judge(wide),
            _stamp(self._record(student)),
            _stamp(self._rebuilt(student)),
            [str(remark) for remark in remarks],
        )
        if self._entries.get(student) != entry:
            self._put(student, entry)

    def remarks(self, student: str) -> list[str] | None:
        """The remarks on a submission; None where they must be looked up in its notebook."""
        entry = self._entries.get(student)
        if entry is None or not entry.rebuilt or entry.rebuilt != _stamp(self._rebuilt(student)):
            return None
        return entry.remarks

    def write(self) -> None:
        """Write the file, whole or not at all, if there is news."""
        if self._changed:
            self._path.parent.mkdir(exist_ok=True)
            entries = {student: asdict(entry) for student, entry in self._entries.items()}
            write_whole(self._path, json.dumps({"format": _FORMAT, "entries": entries}))
            self._changed = False

    def submitted(self, student: str) -> Submitted:
        """What grading reads in a submission's folder."""
        stamps = self._stamps(student)  # first: what changes from now on has another
        folder = self._folder(student)
        link = link_to(folder)
        digest = hashlib.sha256(f"{link and link.name}\n".encode("utf-8", "replace"))
        for path in sorted(folder.iterdir()) if folder.is_dir() and not link else ():
            if _is_read(path.name):
                read = path.is_file() and not path.is_symlink()
                content = path.read_bytes() if read else b"no file"
                digest.update(f"{path.name}\n{read} {len(content)}\n".encode() + content)
        return Submitted(digest.hexdigest(), stamps)

    def _stamps(self, student: str) -> str:
        """What the system says of the files of a submission, the times of their last change too.

        That time nobody can set back. Empty where one of them has not settled yet.
        """
        folder = self._folder(student)
        latest, found = 0, [str(link_to(folder))]
        try:
            with os.scandir(folder) as entries:
                for entry in entries:
                    if _is_read(entry.name):
                        about = entry.stat(follow_symlinks=False)
                        kind = stat.S_IFMT(about.st_mode)
                        times = f"{about.st_mtime_ns} {about.st_ctime_ns}"
                        found.append(f"{entry.name} {about.st_ino} {kind} {about.st_size} {times}")
                        latest = max(latest, about.st_ctime_ns)
        except OSError:
            return ""
        settled = time.time_ns() - latest >= SECONDS_TO_SETTLE * 10**9
        return "\n".join(sorted(found)) if settled else ""

    def _put(self, student: str, entry: _Entry) -> None:
        self._entries[student] = entry
        self._changed = True

    def _read(self) -> dict[str, _Entry]:
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
            if content["format"] != _FORMAT:
                return {}
            return {student: _Entry(**entry) for student, entry in content["entries"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return {}

    def _folder(self, student: str) -> Path:
        return self._course.folder("submitted", student, self._assignment)

    def _record(self, student: str) -> Path:
        return self._course.notebook("autograded", student, self._assignment)

    def _rebuilt(self, student: str) -> Path:
        return self._course.notebook("rebuilt", student, self._assignment)

    def _page(self, student: str) -> Path:
        return self._course.feedback_page(student, self._assignment)


def _is_read(name: str) -> bool:
    return name.endswith(".ipynb") or name == TIMESTAMP


def _stamp(path: Path) -> str:
    """Size and time of change: enough to tell one written file from another; empty if none."""
    try:
        found = path.stat()
    except OSError:
        return ""
    return f"{found.st_size} {found.st_mtime_ns}"


def may_be_news(root: Path, assignments: Collection[str] = ()) -> bool:
    """Guess, at a glance, whether something was handed in since a course's indexes were written.

    `assignments` are those to look at, by default all. A wrong guess costs time and nothing else.
    """
    written: dict[str, float] = {}
    for student in _folders(f"{root}/submitted"):
        for folder in _folders(student.path):
            slug = folder.name
            if not assignments or slug in assignments:
                if slug not in written:
                    written[slug] = _changed(root / _FOLDER / f"{slug}.json")
                if _changed(folder.path) > written[slug]:
                    return True
    return False


def _folders(place: str) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(place) as entries:
            return [entry for entry in entries if entry.is_dir()]
    except OSError:
        return []


def _changed(path: Path | str) -> float:
    try:
        return os.stat(path).st_mtime  # noqa: PTH116
    except OSError:
        return 0.0
