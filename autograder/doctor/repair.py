"""A sound copy of a notebook: the released one, with what the student wrote put into it.

Solutions keep their text, and so do the student's own cells, after the cell that they followed.
Of a solution that is there more than once, the earlier parts become ordinary cells before it, as
the grader runs them. Outputs go: the copy must be run.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from typing import Any

from autograder.doctor.diagnosis import look_alikes
from autograder.doctor.notebook_file import Cell, NotebookFile
from autograder.marks import marks_of
from autograder.solution_copies import copies_that_run


def repaired(notebook: NotebookFile, release: NotebookFile) -> dict[str, Any]:
    """The content of the repaired notebook."""
    solutions = {
        original.grade_id or "": _versions(notebook, original)
        for original in release.cells
        if original.is_solution
    }
    used = {cell.number for versions in solutions.values() for cell in versions}
    examples = {_id(cell) for cell in release.cells if cell.kind == "code" and not cell.marks}
    edited = {
        _id(cell): cell
        for cell in notebook.cells
        if cell.kind == "code" and not cell.marks and _id(cell) in examples - {""}
    }
    used |= {cell.number for cell in edited.values()}
    own = _own_cells(notebook, release, solutions, used)

    cells = []
    for original in release.cells:
        content = _untouched(original.content)
        if original.marks:
            if not any(map(marks_of, cells)):
                cells += own[None]
            versions = solutions.get(original.grade_id or "", [])
            if original.is_solution and versions:
                content["source"] = versions[-1].source
            cells += [content, *own[original.grade_id]]
        else:
            example = edited.get(_id(original))
            cells.append(content if example is None else content | {"source": example.source})
    result = copy.deepcopy(release.content)
    result["cells"] = _with_ids(cells)
    return result


def _id(cell: Cell) -> str:
    """The cell's name in the file; nothing where it has none, or something else in its place."""
    name = cell.content.get("id")
    return name if isinstance(name, str) else ""


def _versions(notebook: NotebookFile, original: Cell) -> list[Cell]:
    """The cells that hold a solution, in the order in which they run."""
    marked = [cell for cell in notebook.cells if cell.grade_id == original.grade_id]
    others = look_alikes(notebook, original.grade_id or "", original.definitions)
    untouched = original.source.strip()
    for copies in (marked, others):
        places = copies_that_run([cell.source for cell in copies], untouched)
        found = [copies[place] for place in places]
        if any(cell.source.strip() not in ("", untouched) for cell in found):
            return found
    return []


def _own_cells(
    notebook: NotebookFile, release: NotebookFile, solutions: dict[str, list[Cell]], used: set[int]
) -> dict[str | None, list[dict[str, Any]]]:
    """Cells that the student added, and earlier parts of solutions, by the cell they follow."""
    earlier = {cell.number for versions in solutions.values() for cell in versions[:-1]}
    released = {cell.source.strip() for cell in release.cells}
    own: dict[str | None, list[dict[str, Any]]] = defaultdict(list)
    before: str | None = None
    for cell in notebook.cells:
        if cell.number in earlier:
            own[before].append(_new("code", cell.source))
        elif cell.grade_id in release.marked:
            if cell.number in used or not solutions.get(cell.grade_id or ""):
                before = cell.grade_id
        elif cell.number not in used and cell.source.strip() not in released | {""}:
            kind = cell.kind if cell.kind in ("code", "markdown", "raw") else "raw"
            own[before].append(_new(kind, cell.source))
    return own


def _new(kind: str, source: str) -> dict[str, Any]:
    cell: dict[str, Any] = {"cell_type": kind, "metadata": {}, "source": source}
    return cell | ({"execution_count": None, "outputs": []} if kind == "code" else {})


def _untouched(content: dict[str, Any]) -> dict[str, Any]:
    cell = copy.deepcopy(content)
    return cell | ({"execution_count": None, "outputs": []} if cell["cell_type"] == "code" else {})


def _with_ids(cells: list[dict[str, Any]]) -> list[dict[str, Any]]:
    taken = {cell["id"] for cell in cells if "id" in cell}
    for number, cell in enumerate(cells):
        name = f"own-{number}"
        while name in taken:
            name += "x"
        cell.setdefault("id", name)
    return cells
