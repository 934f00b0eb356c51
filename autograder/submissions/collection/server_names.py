"""What the name of a file says about who handed it in, which one it is, and whether it is late.

Canvas    ``lovelaceada_LATE_12345_67890_causal_masking-1.ipynb``: name, late, user, attachment
anonymous ``LATE_anon_x7Ab3_67890_causal_masking-1.ipynb``: late, a name for once, attachment
Moodle    ``Ada Lovelace_12345_assignsubmission_file_/causal_masking.ipynb``
exchange  ``inbound/ada+causal_masking+2026-01-31 12:00:00 UTC+x7/causal_masking.ipynb``
folder    ``ada/causal_masking.ipynb``, ``ada/causal_masking/x.ipynb``, ``ada_causal_masking.ipynb``
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import PurePosixPath

from autograder.base.submission_time import parse_time

_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?anon_(?P<user>[^_/]+)_(?P<late2>LATE_)?(?P<attachment>\d+)_(?P<file>.+)"
)
# what may follow a name; a group's name can hold underscores, and a file's name anything
_NUMBERS = re.compile(r"(?=_(?P<late>LATE_)?(?P<user>\d+)_(?P<attachment>\d+)_(?P<file>.+))")
_MOODLE = re.compile(r"(?P<name>.+)_(?P<user>\d+)_assignsubmission_[a-z]+_?(?P<file>.*)")
_BLIND = "participant"  # what Moodle calls everybody under blind marking
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


def readings(path: PurePosixPath, slugs: Collection[str]) -> list[Named]:
    """What the path of a notebook can mean; nothing where it names no student.

    There are several readings where a name ends in numbers as Canvas's own do.
    """
    path = PurePosixPath(unicodedata.normalize("NFC", str(path)))
    for part in path.parts:
        if "+" in part and (found := _exchange(part, path.name)):
            return [found]
    for number, part in enumerate(path.parts):
        if found := _MOODLE.fullmatch(part):
            name, user = found["name"], found["user"]
            last = number == len(path.parts) - 1
            stem, again = _stem(found["file"] if last else path.name)
            aliases = (f"Participant {user}", name)
            student = aliases[0] if name.lower() == _BLIND else name
            return [Named("Moodle", student.lower(), aliases, stem, (again,))]
    if found := _ANONYMOUS.fullmatch(path.name):
        return [_canvas(f"anon-{found['user']}", found, bool(found["late"] or found["late2"]))]
    if found := _canvas_readings(path.name):
        return found
    named = _plain(path, slugs)
    return [named] if named else []


def _canvas_readings(name: str) -> list[Named]:
    """A name as Canvas makes it, cut at each pair of numbers that may be its own."""
    return [
        _canvas(f"{before}-{cut['user']}", cut, bool(cut["late"]), before)
        for cut in _NUMBERS.finditer(name)
        if (before := name[: cut.start()]) and not before.endswith("_LATE")
    ]


def _canvas(student: str, found: re.Match[str], late: bool, name: str = "") -> Named:
    stem, again = _stem(found["file"])
    aliases = (found["user"], student, name) if name else (student,)
    return Named("Canvas", student, aliases, stem, (int(found["attachment"]), again), late)


def assignment_of(named: Named, slugs: Collection[str]) -> str | None:
    """The assignment after which a file is named."""
    wanted = _plain_text(named.assignment or named.stem)
    return next((slug for slug in slugs if _plain_text(slug) == wanted), None)


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
    if any(
        _plain_text(stem) in {_plain_text(slug), f"{_plain_text(slug)}_chapter"} for slug in slugs
    ):
        return None  # no student is in such a name; the second is that of a chapter's own notebook
    for slug in sorted(slugs, key=len, reverse=True):
        name = re.escape(slug)
        if found := re.fullmatch(rf"(.+?)[ _.-]+{name}|{name}[ _.-]+(.+)", stem):
            student = found[1] or found[2]
            return Named("folder", student, (student,), slug, (-again,))
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
