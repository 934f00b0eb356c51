"""When a submission was handed in: nbgrader's ``timestamp.txt`` beside the notebook, in UTC."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from autograder.whole_files import write_whole

TIMESTAMP = "timestamp.txt"
_LONGEST = 100  # characters


def read_time(folder: Path) -> datetime | None:
    """The time written in a folder, without a zone; None if there is none.

    `ValueError` if it cannot be understood.
    """
    path = folder / TIMESTAMP
    if path.is_symlink() or not path.is_file():
        return None
    with path.open(encoding="utf-8", errors="replace") as file:
        return parse_time(file.read(_LONGEST).strip())


def parse_time(text: str) -> datetime:
    """The time that nbgrader reads from a text such as "2026-01-31 12:00:00 UTC"."""
    from nbgrader.utils import parse_utc  # the students' own checks do without nbgrader

    try:
        return parse_utc(text)
    except (ValueError, OverflowError, TypeError) as error:
        raise ValueError(f"{text!r} is no time of submission: {error}") from error


def write_time(folder: Path, moment: datetime | None) -> None:
    """Write a time as nbgrader does; None, which is "not known", removes what was written."""
    if moment is None:
        (folder / TIMESTAMP).unlink(missing_ok=True)
    else:
        write_whole(folder / TIMESTAMP, f"{moment.isoformat(' ')} UTC\n")
