"""Fingerprints of a program that survive renaming, comments and layout.

Winnowing (Schleimer, Wilkerson and Aiken 2003, "Winnowing: local algorithms for document
fingerprinting"): of every window of hashes of `GRAM` tokens the smallest is kept. Two programs that
share `GRAM + WINDOW - 1` tokens in a row, names apart, are certain to share a fingerprint.
"""

from __future__ import annotations

import builtins
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass

from pygments.lexers.python import PythonLexer
from pygments.token import Comment, Keyword, Literal, Name, Operator, Punctuation, Token

GRAM = 10  # tokens
WINDOW = 4  # hashes
_KEPT_NAMES = frozenset(dir(builtins)) | {"torch", "nn", "F", "np", "numpy", "math", "self"}
_PARTS = (Comment, Token.Text, Token.Whitespace, Literal.String.Doc)


@dataclass(frozen=True)
class Fingerprints:
    """Where a program holds each of its fingerprints: lines, from 1."""

    tokens: int
    lines: dict[int, set[int]]


def fingerprints(source: str) -> Fingerprints:
    """Return the fingerprints of Python source, valid or not.

    Names stand for themselves after a dot, or where they are Python's or the usual libraries'; all
    others look the same.

    >>> one = fingerprints("total = 0\\nfor item in items:\\n    total += item ** 2  # sum")
    >>> two = fingerprints("s = 0\\nfor x in xs:\\n    s += x ** 2")
    >>> set(one.lines) == set(two.lines), one.tokens
    (True, 15)
    """
    tokens = list(_tokens(source))
    texts = [text for text, _ in tokens]
    hashes = [_digest(texts[i : i + GRAM]) for i in range(len(texts) - GRAM + 1)]
    lines: dict[int, set[int]] = {}
    for place in _chosen(hashes):
        covered = {line for _, line in tokens[place : place + GRAM]}
        lines.setdefault(hashes[place], set()).update(covered)
    return Fingerprints(len(tokens), lines)


def _tokens(source: str) -> Iterator[tuple[str, int]]:
    line, after_dot = 1, False
    for kind, text in PythonLexer(stripnl=False).get_tokens(source):
        if kind in Name and not after_dot and text not in _KEPT_NAMES:
            yield "name", line
        elif kind in Literal.String and kind not in Literal.String.Doc:
            yield "text", line
        elif kind in Name or kind in Keyword or kind in Literal.Number:
            yield text, line
        elif kind in Operator or kind in Punctuation:
            for sign in re.findall(r"\w+|\*\*|//|[=<>!+\-*/@|&^%]=|\S", text):
                yield sign, line
        if not any(kind in part for part in _PARTS):
            after_dot = text == "."
        line += text.count("\n")


def _digest(gram: list[str]) -> int:
    return int.from_bytes(hashlib.blake2b("\0".join(gram).encode(), digest_size=8).digest())


def _chosen(hashes: list[int]) -> Iterator[int]:
    """The place of the smallest hash of every window, of equals the last."""
    last = -1
    for start in range(max(1, len(hashes) - WINDOW + 1) if hashes else 0):
        window = range(start, min(start + WINDOW, len(hashes)))
        place = min(window, key=lambda i: (hashes[i], -i))
        if place != last:
            yield place
            last = place
