"""What can be shown of a cell's outputs: text, an error, a picture, clean HTML.

A student may have forged them: every field can be of any kind.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from autograder.pages import plain_text, sanitised
from autograder.trusted.outputs import is_png


@dataclass(frozen=True)
class Shown:
    """One output of a cell: text, an error, a picture, or clean HTML."""

    kind: str
    content: str


@dataclass(frozen=True)
class Cell:
    """Code of the student's, and what it put out."""

    source: str
    outputs: list[Shown]

    @property
    def errors(self) -> bool:
        """Whether it ended in an error."""
        return any(output.kind == "error" for output in self.outputs)


def cell_of(cell: NotebookNode) -> Cell:
    """A code cell as a page shows it."""
    return Cell(cell.source, list(_shown(cell.outputs)))


def error_in_words(error: Mapping[str, Any]) -> str:
    """The name of an error and what it says."""
    name, said = str(error.get("ename") or "Error"), str(error.get("evalue") or "")
    return f"{name}: {said}".removesuffix(": ")


def _shown(outputs: Iterable[NotebookNode]) -> Iterator[Shown]:
    for output in outputs:
        data = output.get("data")
        data = data if isinstance(data, Mapping) else {}
        if "text" in output:
            yield Shown("text", plain_text(_joined(output["text"])))
        elif output.get("output_type") == "error":
            yield Shown("error", plain_text(_message(output)))
        elif is_png(_joined(data.get("image/png"))):
            yield Shown("picture", "".join(_joined(data["image/png"]).split()))
        elif "text/html" in data:
            yield Shown("html", sanitised(_joined(data["text/html"])[:100_000]))
        elif "text/plain" in data:
            yield Shown("text", plain_text(_joined(data["text/plain"])))


def _message(error: Mapping[str, Any]) -> str:
    """A traceback; where there is none, the name of the error and what it says."""
    lines = error.get("traceback")
    lines = [str(line).rstrip("\n") for line in lines] if isinstance(lines, list) else []
    text = "\n".join(lines).strip("\n")
    if text.strip():
        return text
    return error_in_words(error)


def _joined(text: object) -> str:
    """Text as a notebook holds it: in one piece, or line by line."""
    return "".join(map(str, text)) if isinstance(text, list) else str(text or "")
