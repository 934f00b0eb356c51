"""Which names of folders in ``submitted`` can be a student's."""

from __future__ import annotations

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
