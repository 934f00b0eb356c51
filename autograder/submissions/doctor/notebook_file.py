"""A notebook file as the doctor sees it: cells with their marks, and how they were run."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from autograder.base.errors import UsageError
from autograder.base.limits import LARGEST_TEXT
from autograder.base.marks import grade_id_of, is_solution, marks_of
from autograder.base.notebook_json import UnreadableError, decoded, read_notebook, source_of

_TIMES = (  # where JupyterLab and its extensions note when a cell began and ended
    ("execution", "iopub.execute_input", "shell.execute_reply"),
    ("execution", "iopub.status.busy", "iopub.status.idle"),
    ("ExecuteTime", "start_time", "end_time"),
)


@dataclass(frozen=True)
class Cell:
    """One cell; `number` is its place in the file, from 1."""

    number: int
    content: dict[str, Any]

    @property
    def kind(self) -> str:
        """``code``, ``markdown`` or ``raw``."""
        return str(self.content.get("cell_type"))

    @property
    def grade_id(self) -> str | None:
        """The name by which the grader knows the cell."""
        return grade_id_of(self.content)

    @property
    def marks(self) -> dict[str, Any]:
        """nbgrader's metadata, with the kind of cell, which it depends on."""
        if self.grade_id is None:
            return {}
        known = ("grade", "solution", "locked", "task", "points", "schema_version")
        marks = marks_of(self.content)
        return {name: marks[name] for name in known if name in marks} | {"kind": self.kind}

    @property
    def is_solution(self) -> bool:
        """Whether the cell is the student's to write."""
        return self.grade_id is not None and is_solution(self.content)

    @property
    def source(self) -> str:
        """The text."""
        return source_of(self.content)

    @property
    def definitions(self) -> set[str]:
        """Functions and classes that the text defines, also where it does not parse."""
        return set(re.findall(r"^(?:async )?(?:def|class) +(\w+)", self.source, re.MULTILINE))

    @property
    def count(self) -> int | None:
        """The number in brackets beside a cell that was run."""
        count = self.content.get("execution_count")
        return count if isinstance(count, int) and not isinstance(count, bool) else None

    @property
    def seconds(self) -> float | None:
        """How long the last run took, where that was noted."""
        for key, begin, end in _TIMES:
            try:
                times = self.content["metadata"][key]
                began, ended = (datetime.fromisoformat(times[name]) for name in (begin, end))
                return (ended - began).total_seconds()
            except (KeyError, TypeError, ValueError):
                continue
        return None

    @property
    def error(self) -> str | None:
        """The error in which the last run ended."""
        outputs = self.content.get("outputs")
        for output in outputs if isinstance(outputs, list) else ():
            if isinstance(output, dict) and output.get("output_type") == "error":
                return str(output.get("ename"))
        return None

    def __str__(self) -> str:
        """How the cell is named to the student."""
        line = self.source.strip().partition("\n")[0]
        shown = self.grade_id or "".join(c for c in line[:30] if c.isprintable()) or "empty"
        return f"cell {self.number} ({shown})"


@dataclass(frozen=True)
class NotebookFile:
    """A notebook file that could be read, and remarks on how."""

    path: Path
    content: dict[str, Any]
    remarks: tuple[str, ...] = ()
    whole: bool = True

    @property
    def cells(self) -> list[Cell]:
        """The cells, in order."""
        return [
            Cell(number, cell)
            for number, cell in enumerate(self.content["cells"], start=1)
            if isinstance(cell, dict)
        ]

    @property
    def marked(self) -> dict[str, Cell]:
        """The cells that the grader knows by name; the last of doubles."""
        return {cell.grade_id: cell for cell in self.cells if cell.grade_id is not None}

    def metadata(self, key: str, name: str) -> str:
        """An entry of the notebook's metadata, empty where there is none."""
        metadata = self.content.get("metadata")
        part = metadata.get(key) if isinstance(metadata, dict) else None
        value = part.get(name) if isinstance(part, dict) else None
        return value if isinstance(value, str) else ""


def read(path: Path) -> NotebookFile:
    """Read a notebook, or the cells before the damage; `UnreadableError` if there are none."""
    if not path.is_file():
        raise UsageError(f"{path}: there is no such file")
    remarks: list[str] = []
    try:
        content = read_notebook(path.resolve(), remarks)
    except UnreadableError as error:
        cells = _rescued(path)
        if not cells:
            raise
        lost = f"{error} {len(cells)} cells from before the damage can still be read."
        return NotebookFile(path, {"cells": cells}, (lost,), whole=False)
    return NotebookFile(path, content, tuple(remarks))


def read_release(path: Path, name: str) -> NotebookFile:
    """The released notebook: a file, or the one of that `name` in a folder."""
    if path.is_dir():
        path = next(iter(sorted(path.rglob(name))), path / name)
    try:
        release = read(path)
    except UnreadableError as error:
        raise UsageError(f"the released notebook cannot be read: {error}") from error
    if not release.marked or not release.whole:
        raise UsageError(f"{path} is not a released notebook: no cell is marked for grading")
    return release


def _rescued(path: Path) -> list[dict[str, Any]]:
    """The cells of a file that was cut off or damaged, up to the first that is not whole."""
    if path.stat().st_size > LARGEST_TEXT:
        return []
    text = decoded(path.read_bytes(), [])
    begin = re.search(r'"cells"\s*:\s*\[', text)
    return list(_values(text, begin.end())) if begin else []


def _values(text: str, place: int) -> Iterator[dict[str, Any]]:
    decoder = json.JSONDecoder()
    while found := re.compile(r"[\s,]*(?=\{)").match(text, place):
        try:
            value, place = decoder.raw_decode(text, found.end())
        except (ValueError, RecursionError):
            return
        yield value
