"""From what a student sent to a notebook that can be graded.

A submission contributes source text only: that of solution cells, found by their ``grade_id``,
and that of cells which the student added. Everything else comes from the instructor's notebook.
Whatever is wrong with the file becomes a remark that the student can read.
"""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.submission_time import TIMESTAMP, read_time

LARGEST_FILE = 20 * 2**20  # bytes


class UnreadableError(Exception):
    """A submission without a notebook that can be read; the message is for the student."""


@dataclass(frozen=True)
class Submission:
    """A rebuilt notebook, and what the student should know about how it was read."""

    student: str
    assignment: str
    notebook: NotebookNode
    remarks: tuple[str, ...]


@dataclass
class _Contribution:
    """The student's source text: solution cells by id, added cells by the cell before them."""

    solutions: dict[str, str] = field(default_factory=dict)
    added: dict[str | None, list[str]] = field(default_factory=dict)


def rebuild(folder: Path, student: str, assignment: str, template: NotebookNode) -> Submission:
    """Put a student's work into ``template``, the untouched notebook with all tests."""
    remarks: list[str] = []
    try:
        cells = _read_cells(folder, f"{assignment}.ipynb", remarks)
        contribution = _contribution(cells, _ids(template, "solution"), _ids(template), remarks)
        notebook = _merge(template, contribution)
    except UnreadableError as error:
        remarks.append(f"{error} Nothing could be graded.")
        notebook = copy.deepcopy(template)
    _note_time(notebook, folder, remarks)
    if remarks:
        text = "\n".join(["**About your submission**", "", *(f"- {r}" for r in remarks)])
        notebook.cells.insert(0, new_markdown_cell(text, id="remarks"))
    return Submission(student, assignment, notebook, tuple(remarks))


def _note_time(notebook: NotebookNode, folder: Path, remarks: list[str]) -> None:
    """Carry the time of submission in the notebook's metadata: with another one, it is another."""
    try:
        moment = read_time(folder)
    except ValueError:
        remarks.append(f"The time in {TIMESTAMP} cannot be read; when you submitted is not known.")
        return
    if moment is not None:
        notebook.metadata.submitted = moment.isoformat()


def _read_cells(folder: Path, name: str, remarks: list[str]) -> list[dict[str, Any]]:
    content = read_notebook(_find(folder, name, remarks), remarks)
    return [cell for cell in content["cells"] if isinstance(cell, dict)]


def read_notebook(path: Path, remarks: list[str]) -> dict[str, Any]:
    """A notebook file's content, with a list under ``cells``; `UnreadableError` if it is none."""
    size = path.stat().st_size
    if size == 0:
        raise UnreadableError(f"{_shown(path.name)} is empty.")
    if size > LARGEST_FILE:
        raise UnreadableError(
            f"{_shown(path.name)} has {size / 2**20:.0f} MiB; at most "
            f"{LARGEST_FILE // 2**20} MiB are read. Clear its outputs and submit again."
        )
    try:
        content = json.loads(decoded(path.read_bytes(), remarks))
    except (ValueError, RecursionError) as error:
        raise UnreadableError(f"{_shown(path.name)} is not a notebook: {error}.") from error
    if not isinstance(content, dict) or not isinstance(content.get("cells"), list):
        raise UnreadableError(
            f"{_shown(path.name)} has no list of cells; save it in JupyterLab again."
        )
    return content


def decoded(data: bytes, remarks: list[str]) -> str:
    """The text of a file: UTF-8 as a notebook's must be, or what an editor may have made of it."""
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        remarks.append(f"Your file is not UTF-8 text ({error.reason}); it was read as Latin-1.")
        return data.decode("latin-1")


def _shown(name: str) -> str:
    """A file's name without characters that could mean something in Markdown or HTML."""
    return re.sub(r"[^\w .,()+-]", "_", name)[:100]


def _find(folder: Path, name: str, remarks: list[str]) -> Path:
    found = [p for p in sorted(folder.glob("*.ipynb")) if p.is_file() and not p.is_symlink()]
    for path in found:
        if path.name == name:
            return path
    if not found:
        raise UnreadableError(f"There is no {name} among the submitted files.")
    if len(found) > 1:
        names = ", ".join(_shown(path.name) for path in found[:10])
        raise UnreadableError(f"There is no {name}; it could be any of {names}.")
    remarks.append(f"Your notebook is called {_shown(found[0].name)}; it was read as {name}.")
    return found[0]


def _contribution(
    cells: list[dict[str, Any]], solutions: set[str], known: set[str], remarks: list[str]
) -> _Contribution:
    contribution = _Contribution()
    before: str | None = None
    seen: Counter[str] = Counter()
    for cell in cells:
        grade_id = grade_id_of(cell)
        if grade_id in known:
            before = grade_id
            seen[grade_id] += 1
        if grade_id in solutions:
            contribution.solutions[grade_id] = source_of(cell)
        elif cell.get("cell_type") == "code" and grade_id is None:
            contribution.added.setdefault(before, []).append(source_of(cell))
    for grade_id, count in seen.items():
        if count > 1:
            which = "the last one counts" if grade_id in solutions else "the original was used"
            remarks.append(f"The cell {grade_id!r} is in your notebook {count} times; {which}.")
    for grade_id in sorted(solutions - seen.keys()):
        remarks.append(f"The cell {grade_id!r} is missing; its exercise counts as not attempted.")
    return contribution


def _merge(template: NotebookNode, contribution: _Contribution) -> NotebookNode:
    notebook = copy.deepcopy(template)
    cells = [new_code_cell(source) for source in contribution.added.get(None, [])]
    for cell in notebook.cells:
        grade_id = cell.metadata.get("nbgrader", {}).get("grade_id")
        if cell.cell_type == "code" and grade_id is None:
            continue  # an example cell: the student's version is among the added cells
        if grade_id is not None:
            cell.source = contribution.solutions.get(grade_id, cell.source)
        cells.append(cell)
        if grade_id is not None:
            cells += [new_code_cell(source) for source in contribution.added.get(grade_id, [])]
    for number, cell in enumerate(cells):
        cell.id = cell.metadata.get("nbgrader", {}).get("grade_id", f"cell-{number}")[:64]
    notebook.cells = cells
    return notebook


def _ids(notebook: NotebookNode, kind: str | None = None) -> set[str]:
    marked = [cell.metadata.nbgrader for cell in notebook.cells if "nbgrader" in cell.metadata]
    return {m.grade_id for m in marked if kind is None or m[kind]}


def grade_id_of(cell: dict[str, Any]) -> str | None:
    """The name by which nbgrader knows a cell, if it does."""
    metadata = cell.get("metadata")
    nbgrader = metadata.get("nbgrader") if isinstance(metadata, dict) else None
    grade_id = nbgrader.get("grade_id") if isinstance(nbgrader, dict) else None
    return grade_id if isinstance(grade_id, str) else None


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
