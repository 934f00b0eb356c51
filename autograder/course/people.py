"""Students' names and addresses, from the same tables as a roster."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from autograder.base.csv_files import read_table
from autograder.base.errors import UsageError
from autograder.base.student_names import as_student
from autograder.course.roster import OWN_COLUMN

_IDS = (OWN_COLUMN, "sis login id", "username", "id number", "email address", "sis user id")


@dataclass(frozen=True)
class Person:
    """What a table says of a student; empty where it says nothing."""

    first: str = ""
    last: str = ""
    email: str = ""


def read_people(path: Path) -> dict[str, Person]:
    """Everybody in a roster, by the name that the course knows them by."""
    header, rows = read_table(path)
    small = [name.lower() for name in header]
    canvas = "id" in small and OWN_COLUMN in small
    own = next((n for n in _IDS if n in small and not (canvas and n == OWN_COLUMN)), None)
    if own is None:
        raise UsageError(f"{path}: no column names the student; its columns: {', '.join(header)}")
    found = {}
    for row in rows:
        known = {name.lower(): value.strip() for name, value in row.items()}
        student = as_student(known[own])
        if student:
            found[student] = _person(known, known.get(OWN_COLUMN, "") if canvas else "")
    return found


def _person(row: dict[str, str], canvas_name: str) -> Person:
    first, last = row.get("first name", ""), row.get("last name") or row.get("surname", "")
    full = canvas_name or row.get("full name") or row.get("name", "")
    if not first and not last and full:
        family, comma, given = full.partition(",")
        first, _, last = full.rpartition(" ") if not comma else (given.strip(), "", family)
    email = row.get("email") or row.get("email address", "")
    return Person(first, last, email)
