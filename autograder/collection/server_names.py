"""What the name of a file says about who handed it in, which one it is, and whether it is late.

Canvas    ``lovelaceada_LATE_12345_67890_causal_masking-1.ipynb``: name, late, user, attachment
Moodle    ``Ada Lovelace_12345_assignsubmission_file_/causal_masking.ipynb``
exchange  ``inbound/ada+causal_masking+2026-01-31 12:00:00 UTC+x7/causal_masking.ipynb``
folder    ``ada/causal_masking.ipynb``, ``ada/causal_masking/x.ipynb``, ``ada_causal_masking.ipynb``
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

from autograder.submission_time import parse_time

_CANVAS = re.compile(
    r"(?P<name>[^_/]+)_(?P<late>LATE_)?(?P<user>\d+)_(?P<attachment>\d+)_(?P<file>.+)"
)
_MOODLE = re.compile(r"(?P<name>.+)_(?P<user>\d+)_assignsubmission_[a-z]+_?(?P<file>.*)")
_COPY = re.compile(
    r"(?P<stem>.+?)(?:-(?P<again>\d+)| ?\((?:copy )?(?P<copy>\d+)\)|-Copy(?P<lab>\d+))?"
)


@dataclass(frozen=True)
class Named:
    """Who handed a file in, under which names a roster may know them, and which assignment it is.

    Of several files of one student, the one with the highest `rank` was handed in last.
    """

    server: str
    student: str
    aliases: tuple[str, ...]
    stem: str
    rank: tuple[float, ...] = ()
    late: bool = False
    assignment: str = ""
    moment: datetime | None = None


def read_name(path: PurePosixPath, slugs: Collection[str]) -> Named | None:
    """What the path of a notebook says, or nothing where it names no student."""
    for part in path.parts:
        if "+" in part and (found := _exchange(part, path.name)):
            return found
    for number, part in enumerate(path.parts):
        if found := _MOODLE.fullmatch(part):
            name, user = found["name"], found["user"]
            last = number == len(path.parts) - 1
            stem, again = _stem(found["file"] if last else path.name)
            return Named("Moodle", name.lower(), (f"Participant {user}", name), stem, (again,))
    if found := _CANVAS.fullmatch(path.name):
        stem, again = _stem(found["file"])
        name, user, late = found["name"], found["user"], bool(found["late"])
        student = f"{name}-{user}"
        rank = (int(found["attachment"]), again)
        return Named("Canvas", student, (user, student, name), stem, rank, late)
    return _plain(path, slugs)


def assignment_of(named: Named, slugs: Collection[str]) -> str | None:
    """The assignment after which a file is named."""
    wanted = _plain_text(named.assignment or named.stem)
    return next((slug for slug in slugs if _plain_text(slug) == wanted), None)


def as_student(name: str) -> str:
    """A name as a folder and the gradebook may carry it.

    >>> as_student("Ada Lovelace"), as_student("../..//etc"), as_student("=cmd+x")
    ('Ada_Lovelace', 'etc', 'cmd_x')
    """
    return re.sub(r"[^\w.@-]+", "_", name.strip()).strip("._-@")[:100].rstrip("._-@")


def _exchange(part: str, file: str) -> Named | None:
    pieces = part.rsplit("+", 3)
    if len(pieces) < 3:
        return None
    student, assignment, timestamp = pieces[:3]
    try:
        moment = parse_time(timestamp)
    except ValueError:
        return None
    return Named(
        "exchange",
        student,
        (student,),
        _stem(file)[0],
        (moment.replace(tzinfo=UTC).timestamp(),),
        assignment=assignment,
        moment=moment,
    )


def _plain(path: PurePosixPath, slugs: Collection[str]) -> Named | None:
    folders, assignment = list(path.parts[:-1]), ""
    if folders and folders[-1] in slugs:
        assignment = folders.pop()
    stem, again = _stem(path.name)
    if folders:
        student = folders[-1]
        return Named("folder", student, (student,), stem, (-again,), assignment=assignment)
    for slug in sorted(slugs, key=len, reverse=True):
        name = re.escape(slug)
        if found := re.fullmatch(rf"(.+?)[ _.-]+{name}|{name}[ _.-]+(.+)", stem):
            student = found[1] or found[2]
            return Named("folder", student, (student,), slug, (-again,))
    if any(_plain_text(slug) == _plain_text(stem) for slug in slugs):
        return None
    student = path.name.removesuffix(".ipynb")
    return Named("folder", student, (student,), "", assignment=assignment)


def _stem(name: str) -> tuple[str, int]:
    """The name without its ending and without what a server or a browser adds to a second one."""
    found = _COPY.fullmatch(name.removesuffix(".ipynb"))
    if found is None:
        return name, 0
    return found["stem"], int(found["again"] or found["copy"] or found["lab"] or 0)


def _plain_text(text: str) -> str:
    return re.sub(r"[\W_]+", "_", text.casefold()).strip("_")
