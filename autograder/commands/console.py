"""Where commands write."""

import io
import re
import sys

from rich.console import Console

console = Console()
# terminal codes, and what shows text in another order than it is read
_HIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def say(text: str) -> None:
    """Print one line as it is: not broken, and nothing in it is markup or a terminal's code."""
    console.print(visible(text), markup=False, highlight=False, soft_wrap=True)


def warn(label: str, text: str) -> None:
    """Print one line that begins with a red label."""
    console.print(f"{label}:", style="red", end=" ")
    say(text)


def visible(text: str) -> str:
    """A text in which every character can be seen.

    >>> visible("\\x1b[31ma \\u202eb")
    '�[31ma �b'
    """
    return _HIDDEN.sub("�", text)


def say_what_can_be_said() -> None:
    """Let a terminal that lacks a character show another: no command ends because of it."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")
