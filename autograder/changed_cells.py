"""What becomes of grades when an assignment's cells are added, renamed or removed after grading.

nbgrader refuses such a release. Here the gradebook is brought in step first, in one transaction:
new cells get rows for everybody, a renamed one keeps its rows, and what was given by hand to one
that is gone is written where an instructor finds it.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nbformat import NotebookNode
from nbgrader.api import (
    Comment,
    Grade,
    Gradebook,
    GradeCell,
    MissingEntry,
    SolutionCell,
    SourceCell,
)
from sqlalchemy.exc import SAWarning

from autograder.csv_files import read_table, write_rows
from autograder.marks import grade_id_of, is_solution, is_test, marked_cells, marks_of

KEPT = "kept_by_hand.csv"
COLUMNS = ("assignment", "student", "cell", "score", "extra_credit", "max_score", "comment")


@dataclass(frozen=True)
class _Kind:
    """One of the tables in which nbgrader keeps cells, and where students' rows hang on it."""

    cell: Any
    rows: str  # the attribute of a cell that holds students' rows
    row: Any
    wanted: dict[str, NotebookNode]


def follow_changes(
    gradebook: Gradebook, slug: str, template: NotebookNode, folder: Path
) -> list[str]:
    """Let the gradebook have the cells of `template`; the names of cells whose grades were kept.

    `template` is the grading template; the grades are kept in `KEPT` in `folder`.
    """
    session: Any = gradebook.db
    with warnings.catch_warnings(), session.no_autoflush:
        warnings.simplefilter("ignore", SAWarning)  # nbgrader's models under SQLAlchemy 2.1
        try:
            notebook: Any = gradebook.find_notebook(slug, slug)
        except MissingEntry:
            return []
        if not notebook.submissions:
            return []  # nbgrader makes the notebook anew
        _rename(notebook, template)
        gone: list[Any] = []
        for kind in _kinds(template):
            known = {cell.name: cell for cell in _cells(notebook, kind)}
            gone += [known[name] for name in known.keys() - kind.wanted.keys()]
            for name in kind.wanted.keys() - known.keys():
                _add(session, notebook, kind, kind.wanted[name])
        kept = _write_kept(folder / KEPT, slug, gone)  # before anything is removed
        for cell in gone:
            for row in [*getattr(cell, "grades", ()), *getattr(cell, "comments", ())]:
                session.delete(row)
            session.delete(cell)
        session.commit()
    return kept


def _kinds(template: NotebookNode) -> list[_Kind]:
    marked = marked_cells(template)
    graded = {name: cell for name, cell in marked.items() if is_test(cell)}
    solved = {name: cell for name, cell in marked.items() if is_solution(cell)}
    return [
        _Kind(GradeCell, "grades", Grade, graded),
        _Kind(SolutionCell, "comments", Comment, solved),
        _Kind(SourceCell, "", None, marked),
    ]


def _cells(notebook: Any, kind: _Kind) -> Iterable[Any]:
    every = [*notebook.grade_cells, *notebook.solution_cells, *notebook.source_cells]
    return [cell for cell in every if isinstance(cell, kind.cell)]


def _rename(notebook: Any, template: NotebookNode) -> None:
    """Rename cells whose text is that of a new one, but for the name in it."""
    wanted = _kinds(template)[-1].wanted
    old = {cell.name: cell for cell in notebook.source_cells}
    new = {name: wanted[name].source for name in wanted.keys() - old.keys()}
    for name in old.keys() - wanted.keys():
        source = old[name].source or ""
        for other, text in new.items():
            if text in (source, _with_name(source, name, other)):
                every = [*notebook.grade_cells, *notebook.solution_cells, old[name]]
                for cell in (cell for cell in every if cell.name == name):
                    cell.name = other
                del new[other]
                break


def _with_name(source: str, name: str, other: str) -> str:
    """The text of a cell under another name: it names itself, its function and its exercise."""
    for old, new in (
        (name, other),
        (name.replace("-", "_"), other.replace("-", "_")),
        (name.partition("-")[0], other.partition("-")[0]),
    ):
        source = source.replace(old, new)
    return source


def _add(session: Any, notebook: Any, kind: _Kind, cell: NotebookNode) -> None:
    """Add a cell, and a row for every student who has handed in; grading fills them."""
    about: dict[str, Any] = {"name": grade_id_of(cell)}
    if kind.cell is not SolutionCell:
        about["cell_type"] = cell.cell_type
    if kind.cell is GradeCell:
        about["max_score"] = float(marks_of(cell)["points"])
    added = kind.cell(notebook=notebook, **about)
    session.add(added)
    session.flush()
    for submitted in notebook.submissions if kind.row else ():
        session.add(kind.row(cell_id=added.id, notebook=submitted))


def _write_kept(path: Path, slug: str, gone: Iterable[Any]) -> list[str]:
    """Add what was given by hand to these cells to the file; the names of those cells."""
    rows: list[list[object]] = []
    for cell in gone:
        for grade in getattr(cell, "grades", ()):
            if grade.manual_score is not None or grade.extra_credit:
                points = (grade.manual_score, grade.extra_credit, cell.max_score)
                rows.append([slug, grade.notebook.student.id, cell.name, *points, ""])
        for comment in getattr(cell, "comments", ()):
            if comment.manual_comment:
                text = comment.manual_comment
                rows.append([slug, comment.notebook.student.id, cell.name, "", "", "", text])
    if rows:
        earlier = read_table(path)[1] if path.is_file() else []
        before = [[row[column] for column in COLUMNS] for row in earlier]
        write_rows(path, [COLUMNS, *before, *rows])
    return sorted({str(row[2]) for row in rows})
