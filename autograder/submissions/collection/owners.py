"""Whose a file in nbgrader's exchange is: its name says a student, the system knows its user.

In the exchange everybody can write, under any name. Where students are users of this machine, only
a student's own files are taken for that student's.
"""

from __future__ import annotations

import os

try:
    import pwd
except ImportError:  # Windows has no exchange either
    pwd = None


def somebody_else(owner: int | None, student: str) -> str:
    """The user who handed in under a student's name; empty where that cannot be said.

    That is so where nobody knows the owner, where the student is no user of this machine, and for
    files of the user who collects, as everything is in a copy of an exchange.
    """
    if owner is None or pwd is None or owner == os.geteuid():
        return ""
    try:
        if owner == pwd.getpwnam(student).pw_uid:
            return ""
    except KeyError:
        return ""
    try:
        return pwd.getpwuid(owner).pw_name
    except KeyError:
        return f"number {owner}"
