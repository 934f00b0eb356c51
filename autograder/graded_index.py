"""What was graded of one assignment, in one small file: so that the unchanged cost one look each.

The file only saves time. It is written whole at the end of a run; an entry counts only where the
executed notebook, which is the record of a grade, is the very file that the entry was made with.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection
from pathlib import Path

from autograder.course import Course
from autograder.submission_time import TIMESTAMP
from autograder.whole_files import write_whole

_FOLDER = ".graded"


class GradedIndex:
    """The submissions of one assignment whose bytes and judges are those of their grades.

    `judges` are the digests of what judges now; an entry made by another judge does not count.
    """

    def __init__(self, course: Course, assignment: str, judges: Collection[str]):
        self._course, self._assignment, self._judges = course, assignment, judges
        self._path = course.root / _FOLDER / f"{assignment}.json"
        self._entries = self._read()
        self._changed = False

    def knows(self, student: str) -> bool:
        """Whether the student's submission was graded as it lies there, by what judges now."""
        entry = self._entries.get(student)
        return (
            entry is not None
            and entry[1] in self._judges
            and self._page(student).is_file()
            and entry == self._entry(student, str(entry[1]))
        )

    def note(self, student: str, submitted: str, judge: str) -> None:
        """Remember a grade that is written: `submitted` is the digest of what was read for it."""
        entry = [submitted, judge, *_stamp(self._record(student))]
        if self._entries.get(student) != entry:
            self._entries[student] = entry
            self._changed = True

    def write(self) -> None:
        """Write the file, whole or not at all, if there is news."""
        if self._changed:
            self._path.parent.mkdir(exist_ok=True)
            write_whole(self._path, json.dumps(self._entries))
            self._changed = False

    def submitted(self, student: str) -> str:
        """The digest of what grading reads in a submission's folder."""
        folder = self._course.folder("submitted", student, self._assignment)
        digest = hashlib.sha256()
        for path in sorted(folder.iterdir()):
            if path.suffix == ".ipynb" or path.name == TIMESTAMP:
                read = path.is_file() and not path.is_symlink()
                content = path.read_bytes() if read else b"no file"
                digest.update(f"{path.name}\n{read} {len(content)}\n".encode() + content)
        return digest.hexdigest()

    def _entry(self, student: str, judge: str) -> list[str | int]:
        try:
            return [self.submitted(student), judge, *_stamp(self._record(student))]
        except OSError:
            return []

    def _read(self) -> dict[str, list[str | int]]:
        try:
            content = json.loads(self._path.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return content if isinstance(content, dict) else {}

    def _record(self, student: str) -> Path:
        return self._course.notebook("autograded", student, self._assignment)

    def _page(self, student: str) -> Path:
        name = f"{self._assignment}.html"
        return self._course.folder("feedback", student, self._assignment) / name


def _stamp(path: Path) -> tuple[int, int]:
    """Size and time of change: enough to tell one written file from another."""
    found = path.stat()
    return found.st_size, found.st_mtime_ns
