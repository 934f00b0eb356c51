"""From what a student sent to a notebook that can be graded.

A submission contributes source text only: that of solution cells, found by their ``grade_id``,
and that of cells which the student added. Everything else comes from the instructor's notebook.
Whatever is wrong with the file becomes a remark that the student can read.
"""

from __future__ import annotations

import copy
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from autograder.base.limits import MIB, MOST_SOURCE
from autograder.base.marks import grade_id_of, is_solution, mark_unedited, marked_cells
from autograder.base.notebook_json import UnreadableError, read_notebook, shown_name, source_of
from autograder.base.plain_files import link_to
from autograder.base.remarks import Remark, put_remarks
from autograder.base.submission_time import TIMESTAMP, read_time
from autograder.submissions.solution_copies import copies_that_run


@dataclass(frozen=True)
class Submission:
    """A rebuilt notebook, and what the student should know about how it was read."""

    student: str
    assignment: str
    notebook: NotebookNode
    remarks: tuple[Remark, ...]


@dataclass
class _Contribution:
    """The student's source text: solution cells by id, added cells by the cell before them."""

    solutions: dict[str, str] = field(default_factory=dict)
    added: dict[str | None, list[str]] = field(default_factory=lambda: defaultdict(list))


def rebuild(folder: Path, student: str, assignment: str, template: NotebookNode) -> Submission:
    """Put a student's work into ``template``, the untouched notebook with all tests."""
    notes: list[str] = []
    remarks: list[Remark] = []
    try:
        cells = _within_limits(_read_cells(folder, f"{assignment}.ipynb", notes), notes)
        if not any(grade_id_of(cell) for cell in cells):
            remarks.append(Remark(_NO_MARKS, unreadable=True))
        notebook = _merge(template, _contribution(cells, template, notes if not remarks else []))
    except UnreadableError as error:
        remarks.append(Remark(f"{error} Nothing could be graded.", unreadable=True))
        notebook = copy.deepcopy(template)
    _note_time(notebook, folder, notes)
    remarks[:0] = map(Remark, notes)
    put_remarks(notebook, remarks)
    if remarks:  # for graders who read the notebook itself, in Formgrader
        text = "\n".join(["**About this submission**", "", *(f"- {r}" for r in remarks)])
        notebook.cells.insert(0, new_markdown_cell(text, id="remarks"))
    return Submission(student, assignment, notebook, tuple(remarks))


_NO_MARKS = (
    "No cell of your notebook is marked for grading. Is it the notebook of the chapter? "
    "Hand in the one of the exercises. Nothing could be graded."
)


def _note_time(notebook: NotebookNode, folder: Path, notes: list[str]) -> None:
    """Carry the time of submission in the notebook's metadata: with another one, it is another."""
    if link_to(folder):
        return
    try:
        moment = read_time(folder)
    except ValueError:
        notes.append(f"The time in {TIMESTAMP} cannot be read; when you submitted is not known.")
        return
    if moment is not None:
        notebook.metadata.submitted = moment.isoformat()


def _read_cells(folder: Path, name: str, notes: list[str]) -> list[dict[str, Any]]:
    content = read_notebook(_find(folder, name, notes), notes)
    return [cell for cell in content["cells"] if isinstance(cell, dict)]


def _find(folder: Path, name: str, notes: list[str]) -> Path:
    if link := link_to(folder):
        raise UnreadableError(
            f"The folder {shown_name(link.name)} is a link to another; links are not followed."
        )
    found = sorted(folder.glob("*.ipynb"))
    links = [path for path in found if path.is_symlink()]
    found = [path for path in found if path.is_file() and path not in links]
    for path in found:
        if path.name == name:
            return path
    if not found:
        why = f"; {shown_name(links[0].name)} is a link, which is not followed" if links else ""
        raise UnreadableError(f"There is no {name} among the submitted files{why}.")
    if len(found) > 1:
        names = ", ".join(shown_name(path.name) for path in found[:10])
        raise UnreadableError(f"There is no {name}; it could be any of {names}.")
    notes.append(f"Your notebook is called {shown_name(found[0].name)}; it was read as {name}.")
    return found[0]


def _within_limits(cells: list[dict[str, Any]], notes: list[str]) -> list[dict[str, Any]]:
    """Cells without those for whose text there is no room; cells with a mark come first."""
    room, left_out = MOST_SOURCE, set()
    places = [n for n, c in enumerate(cells) if c.get("cell_type") == "code" or grade_id_of(c)]
    for place in sorted(places, key=lambda place: grade_id_of(cells[place]) is None):
        size = len(source_of(cells[place]).encode())
        if size <= room:
            room -= size
            continue
        left_out.add(place)
        notes.append(
            f"Cell {place + 1} ({grade_id_of(cells[place]) or 'your own'}) was left out: it holds "
            f"{size / MIB:.1f} MiB of text; at most {MOST_SOURCE // MIB} MiB of code is read."
        )
    return [cell for place, cell in enumerate(cells) if place not in left_out]


def _contribution(
    cells: list[dict[str, Any]], template: NotebookNode, notes: list[str]
) -> _Contribution:
    known = marked_cells(template)
    solutions = {name: cell.source for name, cell in known.items() if is_solution(cell)}
    places: dict[str, list[int]] = defaultdict(list)
    for place, cell in enumerate(cells):
        if (grade_id := grade_id_of(cell)) in known:
            places[grade_id or ""].append(place)
    running = {name: _running(cells, places[name], solutions[name]) for name in solutions}
    contribution = _Contribution()
    before: str | None = None
    for place, cell in enumerate(cells):
        grade_id = grade_id_of(cell)
        source = source_of(cell)
        if grade_id in solutions:
            if place in running[grade_id][:-1]:  # an earlier part of the solution
                contribution.added[before].append(source)
            elif place in running[grade_id]:
                contribution.solutions[grade_id] = source
                before = grade_id
        elif grade_id in known:
            before = grade_id
        elif cell.get("cell_type") == "code" and grade_id is None:
            contribution.added[before].append(source)
    notes += _doubled(places, solutions)
    for name in sorted(solutions.keys() - contribution.solutions.keys()):
        notes.append(f"The cell {name!r} is missing; its exercise counts as not attempted.")
    return contribution


def _running(cells: list[dict[str, Any]], places: list[int], untouched: str) -> list[int]:
    sources = [source_of(cells[place]) for place in places]
    return [places[number] for number in copies_that_run(sources, untouched)]


def _doubled(places: dict[str, list[int]], solutions: dict[str, str]) -> list[str]:
    return [
        f"The cell {name!r} is in your notebook {len(found)} times; "
        + ("all ran, in order." if name in solutions else "the original was used.")
        for name, found in places.items()
        if len(found) > 1
    ]


def _merge(template: NotebookNode, contribution: _Contribution) -> NotebookNode:
    notebook = copy.deepcopy(template)
    examples = {cell.source for cell in notebook.cells if _is_example(cell)}
    cells = _added(contribution.added[None], examples)
    for cell in notebook.cells:
        grade_id = grade_id_of(cell)
        if _is_example(cell):
            continue  # the student's version is among the added cells
        if grade_id is not None:
            cell.source = contribution.solutions.get(grade_id, cell.source)
        cells.append(cell)
        if grade_id is not None:
            cells += _added(contribution.added[grade_id], examples)
    for number, cell in enumerate(cells):
        cell.id = (grade_id_of(cell) or f"cell-{number}")[:64]
    notebook.cells = cells
    return notebook


def _is_example(cell: NotebookNode) -> bool:
    return cell.cell_type == "code" and grade_id_of(cell) is None


def _added(sources: Iterable[str], examples: set[str]) -> list[NotebookNode]:
    """Cells without a name; of each of the `examples`, the first copy is noted as unedited.

    One alone: with many copies, a choice of what each prints could tell what a test gave.
    """
    cells = [new_code_cell(source) for source in sources]
    for cell in cells:
        if cell.source in examples:
            examples.remove(cell.source)
            mark_unedited(cell)
    return cells
