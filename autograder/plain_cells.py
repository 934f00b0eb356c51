"""Cells as plain Python: lines that only IPython understands are left out."""

from __future__ import annotations


def plain_python(source: str) -> str:
    """Return a cell without magics and shell commands.

    >>> plain_python("%matplotlib inline\\nx = 7 % 4")
    '\\nx = 7 % 4'
    """
    lines = source.splitlines()
    return "\n".join("" if line.lstrip()[:1] in ("%", "!") else line for line in lines)
