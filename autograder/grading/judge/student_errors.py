"""Errors of a student's code, made again on the grader's side.

An error's class keeps its name and the nearest of Python's own classes among its bases, so that
``class HeadsError(ValueError)`` is caught as a `ValueError` here too.
"""

from __future__ import annotations

import builtins
import keyword
from typing import Any

MOST_TEXT = 2000  # characters of a message
_MOST_BASES = 50


class StudentError(Exception):
    """An error of a class that the student wrote; a subclass carries its name."""


def error_in(answer: dict[str, Any]) -> Exception | None:
    """Return the student's error, as one that tests can catch by its name; None if there is none.

    >>> error_in({"error": ["HeadsError", "3 heads", ["HeadsError", "ValueError", "Exception"]]})
    HeadsError('3 heads')
    """
    match answer.get("error"):
        case None:
            return None
        case [str(name), str(message), list(bases)]:
            return _made(clean_name(name), message[:MOST_TEXT], _nearest_known(bases))
    return StudentError("an error without a name")


def clean_name(name: str) -> str:
    """Return a name that a class can have."""
    return name[:100] if name.isidentifier() and not keyword.iskeyword(name) else "Unnamed"


def _nearest_known(bases: list[Any]) -> type[Exception]:
    for name in bases[:_MOST_BASES]:
        known = getattr(builtins, name, None) if isinstance(name, str) else None
        if isinstance(known, type) and issubclass(known, Exception) and known is not Exception:
            return known
    return StudentError


def _made(name: str, message: str, known: type[Exception]) -> Exception:
    """An error of this class, or of a subclass with this name; its text is the message."""
    try:
        error = known(message)
        if known.__name__ == name and str(error) == message:
            return error
    except TypeError:  # UnicodeDecodeError and its like want more
        pass
    # KeyError would show its argument in quotes
    own = {"__init__": lambda self, text: None, "__str__": lambda self: message}
    return type(name, (known,), own)(message)
