"""What is wrong with a notebook, in words for the student who wrote it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from autograder.base.limits import SECONDS_PER_CELL
from autograder.base.marks import is_locked
from autograder.submissions.doctor.grammar import mistake_in
from autograder.submissions.doctor.imports import not_at_hand
from autograder.submissions.doctor.notebook_file import Cell, NotebookFile

RUN_ALL = "In JupyterLab: Kernel → Restart Kernel and Run All Cells, then save."
_OTHER_NOTEBOOK = (
    "Is this the notebook of the chapter? The one to hand in is that of the exercises."
)
_STUB = "raise NotImplementedError("


@dataclass(frozen=True)
class Finding:
    """One thing to know; a problem should be put right before handing in."""

    message: str
    problem: bool = True
    repairable: bool = False


def diagnose(notebook: NotebookFile, release: NotebookFile | None = None) -> list[Finding]:
    """Everything there is to say about a notebook; with the release, also what it has lost."""
    findings = [
        Finding(remark, problem=not notebook.whole, repairable=not notebook.whole)
        for remark in notebook.remarks
    ]
    findings += _doubled(notebook)
    findings += _against(notebook, release) if release else _alone(notebook)
    findings += _kernel(notebook)
    findings += _no_python(notebook)
    findings += _unrun(notebook)
    findings += _slow(notebook)
    findings += _not_at_hand(notebook)
    findings += _unfinished(notebook)
    return findings


def look_alikes(notebook: NotebookFile, grade_id: str, names: set[str]) -> list[Cell]:
    """Code cells without the mark of a solution that seem to hold it."""
    return [
        cell
        for cell in notebook.cells
        if cell.kind == "code"
        and cell.grade_id != grade_id
        and (cell.content.get("id") == grade_id or names & cell.definitions)
        and (cell.grade_id is None or cell.grade_id not in cell.definitions)
    ]


def _doubled(notebook: NotebookFile) -> Iterator[Finding]:
    counts = Counter(cell.grade_id for cell in notebook.cells if cell.grade_id is not None)
    for grade_id, count in counts.items():
        if count > 1:
            places = ", ".join(str(c.number) for c in notebook.cells if c.grade_id == grade_id)
            advice = (
                "when graded, all run in order and the last definition counts. Join them, or "
                "delete what you do not need."
                if notebook.marked[grade_id].is_solution
                else "when graded, the released one is used. Delete these."
            )
            yield Finding(
                f"The cell '{grade_id}' is there {count} times (cells {places}); {advice}",
                repairable=True,
            )


def _against(notebook: NotebookFile, release: NotebookFile) -> Iterator[Finding]:
    if not notebook.marked:
        yield Finding(f"No cell is marked for grading. {_OTHER_NOTEBOOK}", repairable=True)
    for grade_id, original in release.marked.items():
        cell = notebook.marked.get(grade_id)
        if cell is None:
            yield _missing(notebook, grade_id, original)
        elif cell.marks != original.marks:
            names = sorted(
                name
                for name in cell.marks.keys() | original.marks.keys()
                if cell.marks.get(name) != original.marks.get(name)
            )
            yield Finding(
                f"The marks of {cell} were changed ({', '.join(names)}); the grader goes by the "
                f"released ones.",
                repairable=True,
            )
        elif not original.is_solution and cell.source.strip() != original.source.strip():
            yield Finding(
                f"{_upper(cell)} was edited, but it is locked: the grader runs the released text. "
                f"Put lines of your own into a new cell.",
                repairable=True,
            )
    for cell in notebook.cells:
        if cell.grade_id is not None and cell.grade_id not in release.marked:
            yield Finding(
                f"{_upper(cell)} has a mark that the released notebook does not know; it is not "
                f"graded.",
                repairable=True,
            )
    order = [g for g in notebook.marked if g in release.marked]
    known = [g for g in release.marked if g in notebook.marked]
    moved = next((g for g, expected in zip(order, known, strict=True) if g != expected), None)
    if moved:
        yield Finding(
            f"Cells were moved: '{moved}' is not where it was released. The grader runs them in "
            f"the released order.",
            repairable=True,
        )
    if notebook.path.name != release.path.name:
        yield Finding(f"Hand it in under its own name, {release.path.name}.", problem=False)


def _missing(notebook: NotebookFile, grade_id: str, original: Cell) -> Finding:
    if not original.is_solution:
        return Finding(
            f"The cell '{grade_id}' is missing; the grader puts it back.", repairable=True
        )
    lost = look_alikes(notebook, grade_id, original.definitions)
    seems = f" {_upper(lost[-1])} looks like it, but has lost its mark." if lost else ""
    return Finding(
        f"The cell '{grade_id}', which holds your solution, is missing: the exercise would count "
        f"as not attempted.{seems}",
        repairable=True,
    )


def _alone(notebook: NotebookFile) -> Iterator[Finding]:
    """What a notebook tells by itself: every test is called after the solution that it tests."""
    if not notebook.marked:
        yield Finding(f"No cell is marked for grading. {_OTHER_NOTEBOOK}", repairable=True)
        return
    solutions = [g for g, cell in notebook.marked.items() if cell.is_solution]
    tests = [g for g, cell in notebook.marked.items() if cell.marks.get("grade")]
    orphans = {t.rpartition("-")[0] for t in tests} - set(solutions)
    for grade_id in sorted(orphans - {""}):
        lost = look_alikes(notebook, grade_id, {grade_id})
        seems = f" {_upper(lost[-1])} looks like it, but has lost its mark." if lost else ""
        yield Finding(
            f"There are tests of '{grade_id}', but no cell with its solution.{seems}",
            repairable=True,
        )
    for grade_id in solutions:
        if not any(test.startswith(f"{grade_id}-") for test in tests):
            yield Finding(f"The tests of '{grade_id}' are missing.", repairable=True)
    for cell in notebook.marked.values():
        graded, solution = cell.marks.get("grade") is True, cell.is_solution
        if (graded and solution) or cell.marks.get("locked") is solution or cell.kind != "code":
            yield Finding(f"The marks of {cell} were changed.", repairable=True)
    yield Finding("With --release it is also held against the released notebook.", problem=False)


def _kernel(notebook: NotebookFile) -> Iterator[Finding]:
    language = notebook.metadata("kernelspec", "language")
    language = language or notebook.metadata("language_info", "name")
    if language and language.lower() not in ("python", "ipython"):
        yield Finding(
            f"The kernel of this notebook runs {language}; choose one for Python "
            f"(JupyterLab: Kernel → Change Kernel…).",
            repairable=True,
        )


def _no_python(notebook: NotebookFile) -> Iterator[Finding]:
    """Cells that cannot run as they stand, whether they were run or not."""
    for cell in notebook.cells:
        if cell.kind == "code" and (mistake := mistake_in(cell.source)):
            yield Finding(f"{_upper(cell)} is no Python: {mistake}.")


def _unrun(notebook: NotebookFile) -> Iterator[Finding]:
    cells = [cell for cell in notebook.cells if cell.kind == "code" and cell.source.strip()]
    ran = [cell for cell in cells if cell.count is not None]
    if cells and not ran:
        yield Finding(f"No cell has been run, so you have not seen the tests. {RUN_ALL}")
        return
    for cell, later in pairwise(ran):
        if (later.count or 0) < (cell.count or 0):
            yield Finding(
                f"The cells were not run from the top: {cell} ran as [{cell.count}], after "
                f"{later}, which ran as [{later.count}]. The grader runs from the top, where they "
                f"may do something else. {RUN_ALL}"
            )
            break
    stopped = next((cell.number for cell in ran if cell.error), None)
    unrun = [cell for cell in cells if cell.count is None]
    if unrun:
        names = ", ".join(str(cell) for cell in unrun[:3]) + (" …" if len(unrun) > 3 else "")
        have = "1 cell has" if len(unrun) == 1 else f"{len(unrun)} cells have"
        yield Finding(
            f"{have} not been run: {names}. {RUN_ALL}",
            problem=stopped is None or unrun[0].number < stopped,
        )


def _slow(notebook: NotebookFile) -> Iterator[Finding]:
    for cell in notebook.cells:
        if cell.seconds is not None and cell.seconds > SECONDS_PER_CELL / 2:
            too_slow = cell.seconds > SECONDS_PER_CELL
            yield Finding(
                f"{_upper(cell)} took {cell.seconds:.0f} s; the grader stops a cell after "
                f"{SECONDS_PER_CELL} s{'' if too_slow else ', and its machine may be slower'}.",
                problem=too_slow,
            )


def _not_at_hand(notebook: NotebookFile) -> Iterator[Finding]:
    theirs = [c for c in notebook.cells if c.kind == "code" and not is_locked(c.content)]
    for cell in theirs:
        if names := not_at_hand(cell.source):
            yield Finding(
                f"{_upper(cell)} imports {', '.join(names)}, which is not there when your "
                f"notebook is graded: do without."
            )


def _unfinished(notebook: NotebookFile) -> Iterator[Finding]:
    waiting = {c.grade_id for c in notebook.cells if c.is_solution and _STUB in c.source}
    for cell in notebook.cells:
        if cell.grade_id in waiting and cell.is_solution:
            yield Finding(f"{_upper(cell)} still waits for your solution.", problem=False)
        elif cell.error and _exercise_of(cell) not in waiting:  # its tests can only fail
            yield Finding(f"{_upper(cell)} ended in an error ({cell.error}).", problem=False)


def _exercise_of(test: Cell) -> str:
    return (test.grade_id or "").rpartition("-")[0]


def _upper(cell: Cell) -> str:
    return str(cell).replace("cell", "Cell", 1)
