"""Names of students: as folders and the gradebook carry them, and which folders can be one's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection


def why_no_student(name: str, others: Collection[str]) -> str:
    """Why a folder is no student's, to be said to the instructor; nothing where it may be one.

    >>> why_no_student("ada\\u202e", [])
    'its name holds characters that cannot be seen; rename it'
    """
    if any("\ud800" <= character <= "\udfff" for character in name):
        return "its name is not UTF-8; rename it"
    if not name.isprintable():
        return "its name holds characters that cannot be seen; rename it"
    composed = unicodedata.normalize("NFC", name)
    if composed != name and composed in others:
        return "it has the same name as another, written in another form of Unicode; join the two"
    return ""


def as_student(name: str) -> str:
    """A name as a folder and the gradebook may carry it.

    >>> as_student("Ada Lovelace"), as_student("../..//etc"), as_student("=cmd+x")
    ('Ada_Lovelace', 'etc', 'cmd_x')
    """
    name = unicodedata.normalize("NFC", name).strip()
    return re.sub(r"[^\w.@-]+", "_", name).strip("._-@")[:100].rstrip("._-@")
