"""Who is in the class: names, roles, and the passwords that they were given.

A password is drawn here, never chosen, and kept in a file that only the hub's user can read, from
which the instructor hands it out. To change one, or to shut somebody out, is to edit that file.
"""

from __future__ import annotations

import csv
import io
import os
import re
import secrets
from collections.abc import Callable, Iterable
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from autograder.base.errors import UsageError
from autograder.base.whole_files import write_whole
from autograder.course.people import Person as Student
from autograder.course.people import read_people

INSTRUCTOR, STUDENT = "instructor", "student"
LETTERS = 12  # of a password: 72 bits
_NAME = re.compile(r"[a-z][a-z0-9_-]{0,30}")
_EXPECTED = "a small letter, then at most 30 small letters, digits, - and _"


@dataclass(frozen=True)
class Person:
    """Somebody who can log in; the name is that of the hub, the system and the gradebook."""

    name: str
    role: str
    password: str


def read(path: Path) -> dict[str, Person]:
    """Everybody so far, by name; nobody where there is no file yet."""
    if not path.is_file():
        return {}
    with path.open(encoding="utf-8", newline="") as file:
        try:
            people = [Person(**row) for row in csv.DictReader(file)]
        except TypeError:
            columns = ",".join(field.name for field in fields(Person))
            raise UsageError(f"{path}: expected the columns {columns}") from None
    for person in people:
        _check_name(person.name, str(path))
        if person.role not in (INSTRUCTOR, STUDENT) or not person.password:
            raise UsageError(
                f"{path}: {person.name} needs a password and a role, {INSTRUCTOR} or {STUDENT}"
            )
    return {person.name: person for person in people}


def students_of(roster: Path) -> dict[str, Student]:
    """Who is in a roster, by the names that are those of the gradebook."""
    if not roster.is_file():
        raise UsageError(f"--roster {roster}: there is no such file")
    return read_people(roster)


def join(
    path: Path,
    instructor: str,
    students: Iterable[str],
    check: Callable[[Iterable[str]], None] = lambda _: None,
) -> dict[str, Person]:
    """Add whoever is new to the file, with a fresh password; everybody, by name.

    `check` may refuse the names with a `UsageError`, before anything is written.
    """
    _check_name(instructor, "--instructor")
    people = read(path)
    before = dict(people)
    if all(person.role != INSTRUCTOR for person in people.values()):
        people[instructor] = _new(instructor, INSTRUCTOR)
    for name in students:
        _check_name(name, "the roster")
        if name not in people:
            people[name] = _new(name, STUDENT)
        elif people[name].role != STUDENT:
            raise UsageError(f"{name} is the instructor's name already; rename the student")
    check(people)
    if people != before:
        _write(path, people.values())
    return people


def _new(name: str, role: str) -> Person:
    return Person(name, role, secrets.token_urlsafe(LETTERS * 3 // 4))


def _check_name(name: str, where: str) -> None:
    if not _NAME.fullmatch(name):
        raise UsageError(f"{where}: {name!r} cannot be a user's name; expected {_EXPECTED}")


def _write(path: Path, people: Iterable[Person]) -> None:
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(field.name for field in fields(Person))
    table.writerows([astuple(person) for person in people])
    before = os.umask(0o077)
    try:
        write_whole(path, text.getvalue())
    finally:
        os.umask(before)
    path.chmod(0o600)
