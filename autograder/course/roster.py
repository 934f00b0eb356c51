"""A roster: one student a row, and the names under which servers know them.

Any CSV with a column ``student`` will do; every other column is then a name of that student. So
will what servers export: Canvas's gradebook, Moodle's grading worksheet or list of participants.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from autograder.base.csv_files import read_table
from autograder.base.errors import UsageError
from autograder.base.student_names import as_student

OWN_COLUMN = "student"
_IDENTIFIERS = ("sis login id", "username", "id number", "email address", "sis user id")
_NAMES = (
    *("student", "id", "sis user id", "sis login id", "integration id", "root account"),
    *("identifier", "full name", "id number", "email address", "username", "email", "name"),
    *("first name", "last name", "surname", "firstname", "lastname"),
)


@dataclass(frozen=True)
class Roster:
    """Students by the names that only one of them has."""

    students: dict[str, str]
    ambiguous: frozenset[str] = frozenset()

    @classmethod
    def of(cls, names: Iterable[tuple[str, Iterable[str]]]) -> Roster:
        """A roster of students and their names; a name of two students finds neither."""
        found: dict[str, str] = {}
        ambiguous = set()
        for student, aliases in names:
            for key in {plain(alias) for alias in (student, *aliases)} - {""}:
                if found.setdefault(key, student) != student:
                    ambiguous.add(key)
        return cls({k: v for k, v in found.items() if k not in ambiguous}, frozenset(ambiguous))

    @classmethod
    def read(cls, path: Path) -> Roster:
        """The roster in a CSV file."""
        header, rows = read_table(path)
        own = next((name for name in header if name.lower() == OWN_COLUMN), None)
        canvas = "ID" in header and (own is not None or "LastName" in header)
        if own is None or canvas:
            own = next((n for w in _IDENTIFIERS for n in header if n.lower() == w), None)
        if own is None:
            raise UsageError(
                f"{path}: no column names the student; expected {OWN_COLUMN!r}, or what Canvas or "
                f"Moodle exports. Its columns: {', '.join(header)}"
            )
        pairs = [
            (student, names_in(row) if canvas or own.lower() != OWN_COLUMN else row.values())
            for row in rows
            if (student := as_student(row[own]))
        ]
        twice = {s for s, _ in pairs if [t for t, _ in pairs].count(s) > 1}
        if twice:
            raise UsageError(f"{path}: {own} {min(twice)!r} is there more than once")
        return cls.of(pairs)

    def find(self, names: Iterable[str]) -> str | None:
        """The one student who has one of the names; the first name that finds one decides."""
        keys = (plain(name) for name in names)
        return next((self.students[key] for key in keys if key in self.students), None)

    def names_of(self, student: str) -> list[str]:
        """The names that are this student's alone."""
        return [name for name, whose in self.students.items() if whose == student]


def names_in(row: dict[str, str]) -> list[str]:
    """The names that a row of a server's table gives a student."""
    known = {name.lower(): value for name, value in row.items() if name.lower() in _NAMES}
    names = [value for value in known.values() if value.strip()]
    first = known.get("first name") or known.get("firstname", "")
    last = known.get("last name") or known.get("surname") or known.get("lastname", "")
    if first and last:
        names += [f"{first} {last}", f"{last} {first}"]
    both = f"{last}, {first}" if "lastname" in known else ""
    for name in (known.get("student", ""), known.get("full name", ""), both):
        family, comma, given = name.partition(",")
        if comma:
            names.append(f"{given} {family}")
        if name and known.get("id"):  # as collected from Canvas without a roster
            names.append(f"{name}-{known['id']}")
    return names


def plain(name: str) -> str:
    """A name without case, spaces, punctuation and the ways to write an accent.

    >>> plain("Lovelace, Ada"), plain("lovelaceada")
    ('lovelaceada', 'lovelaceada')
    """
    text = unicodedata.normalize("NFKC", name).casefold()
    return re.sub(r"[\W_]+", "", text)
