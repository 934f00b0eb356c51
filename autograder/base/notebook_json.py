"""A notebook file as JSON, read with caps.

Students' ``doctor`` reads files through this module, so it imports little.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from autograder.base.limits import LARGEST_NOTEBOOK, LARGEST_TEXT, MIB
from autograder.base.plain_files import NotPlainError, open_plain

MOST_TOKENS = 1_000_000  # looked at in a large file, in about two seconds
_CONFLICT = re.compile(r"^<<<<<<< ", re.MULTILINE)
_UNUSED = (b'"outputs"', b'"attachments"', b'"widgets"')
_DEEPEST = 3  # where a cell's own keys are: notebook, list of cells, cell
_TOKEN = re.compile(rb'"(?:[^"\\]++|\\.)*+(?:"|\Z)|[][{}]', re.DOTALL)
_BRACKET = re.compile(  # the next one, and the strings before it: a million lines in one step
    rb'(?:[^][{}"]++|"(?:[^"\\]++|\\.)*+(?:"|\Z))*+[][{}]', re.DOTALL
)
_OPENS = re.compile(rb"\s*:\s*(?=[\[{])")


class UnreadableError(Exception):
    """A submission without a notebook that can be read; the message is for the student."""


def read_notebook(path: Path, remarks: list[str]) -> dict[str, Any]:
    """A notebook file's content, with a list under ``cells``; `UnreadableError` if it is none.

    Of a file above `LARGEST_TEXT` outputs and pictures are dropped before it is parsed.
    """
    name = shown_name(path.name)
    try:
        with open_plain(path) as file:
            data = file.read(LARGEST_NOTEBOOK + 1)
    except NotPlainError as error:
        raise UnreadableError(f"{name} cannot be read: {error}.") from error
    if not data:
        raise UnreadableError(f"{name} is empty.")
    if len(data) > LARGEST_NOTEBOOK:
        raise UnreadableError(
            f"{name} has more than {LARGEST_NOTEBOOK // MIB} MiB, the most that is read. "
            "Clear its outputs and submit again."
        )
    if len(data) > LARGEST_TEXT:
        data = without_outputs(data)
    if len(data) > LARGEST_TEXT:
        raise UnreadableError(
            f"{name} holds {len(data) / MIB:.0f} MiB beside its outputs; at most "
            f"{LARGEST_TEXT // MIB} MiB are read."
        )
    text = decoded(data, remarks)
    try:
        content = json.loads(text)
    except (ValueError, RecursionError) as error:
        why = _conflict(text) or f"{error}."
        raise UnreadableError(f"{name} is not a notebook: {why}") from error
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise UnreadableError(f"{name} has no list of cells; save it in JupyterLab again.")
    return content


def _conflict(text: str) -> str:
    """What git did to a file that it could not merge; empty if it did not."""
    if not (mark := _CONFLICT.search(text)):
        return ""
    line = text.count("\n", 0, mark.start()) + 1
    return (
        f"git left two versions in it, from line {line} on (<<<<<<<). Take one of them: "
        "git checkout --ours, or --theirs, and the file's name."
    )


def without_outputs(data: bytes) -> bytes:
    """A notebook's JSON without what grading never uses: outputs, attachments, widgets' states.

    Nothing is parsed, so a large file takes little memory; a text that is no JSON stays none.

    >>> without_outputs(b'{"cells": [{"source": "1", "outputs": [{"data": ["x"]}]}]}')
    b'{"cells": [{"source": "1", "outputs": []}]}'
    """
    return b"".join(_used(data))


def _used(data: bytes) -> Iterator[bytes]:
    begin = depth = 0
    until: int | None = None  # inside of something unused: the depth at which it ends
    opens: int | None = None  # the place at which it will begin
    place = 0
    for _ in range(MOST_TOKENS):
        token = (_TOKEN.search if until is None else _BRACKET.match)(data, place)
        if token is None:
            break
        place = token.end()
        match token[0] if until is None else data[place - 1 : place]:
            case b"[" | b"{":
                if token.start() == opens:
                    yield data[begin:place]
                    until = depth
                depth += 1
            case b"]" | b"}":
                depth -= 1
                if depth == until:
                    begin, until = place - 1, None
            case text if text in _UNUSED and until is None and depth <= _DEEPEST:
                after = _OPENS.match(data, place)
                opens = after.end() if after else None
    else:
        if until is not None:
            raise UnreadableError(
                "The notebook's outputs have too many parts to be read. Clear them (JupyterLab: "
                "Edit → Clear Outputs of All Cells), save, and submit again."
            )
    if until is None:
        yield data[begin:]


def decoded(data: bytes, remarks: list[str]) -> str:
    """The text of a file: UTF-8 as a notebook's must be, or what an editor may have made of it."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        remarks.append(f"Your file is not UTF-8 text ({error.reason}); it was read as Latin-1.")
        return data.decode("latin-1")


def source_of(cell: dict[str, Any]) -> str:
    """A cell's text, whatever form the file gives it."""
    source = cell.get("source", "")
    if isinstance(source, list):
        source = "".join(line for line in source if isinstance(line, str))
    if not isinstance(source, str):
        return ""
    # JSON can name halves of characters, which no file can hold; line ends are one, as in Jupyter
    text = source.encode("utf-8", "replace").decode("utf-8")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def shown_name(name: str) -> str:
    """A file's name without characters that could mean something in Markdown or HTML."""
    return re.sub(r"[^\w .,()+-]", "_", name)[:100]
