"""Whose a file in nbgrader's exchange is: its name says a student, the system knows its user.

In the exchange everybody can write, under any name. Where students are users of this machine, only
a student's own files are taken for that student's.
"""

from __future__ import annotations

import os
from collections.abc import Collection

from autograder.base.student_names import as_student

try:
    import pwd
except ImportError:  # Windows has no exchange either
    pwd = None


def somebody_else(owner: int | None, student: str, members: Collection[str] = ()) -> str:
    """The user who handed in under a student's name; empty where that cannot be said.

    That is so where nobody knows the owner, where neither the student is a user of this machine nor
    the owner one of the class's `members`, and for files of the user who collects, as everything
    is in a copy of an exchange.
    """
    if owner is None or pwd is None or owner in (os.geteuid(), _number(student)):
        return ""
    try:
        user = pwd.getpwuid(owner).pw_name
    except KeyError:
        user = f"number {owner}"
    # `_ada` is nobody, but would be ada in the gradebook
    told_apart = user in members or any(
        _number(name) is not None for name in (student, as_student(student))
    )
    return user if told_apart else ""


def is_own(owner: int, student: str) -> bool:
    """Whether the student is a user of this machine, and that one the owner."""
    return owner == _number(student)


def _number(user: str) -> int | None:
    try:
        return pwd.getpwnam(user).pw_uid if pwd else None
    except (KeyError, ValueError):  # a name that no user can have
        return None
