"""One notebook, from its first cell to its last: student's cells there, test cells here."""

from __future__ import annotations

import ast
import copy
import functools
from collections.abc import Iterator
from types import CodeType
from typing import Any

import torch
from nbformat import NotebookNode

from autograder.kernels.setup_functions import functions_of
from autograder.trusted.attempts import Attempts
from autograder.trusted.kernel import KernelLostError
from autograder.trusted.names import compiled, names_from_student, names_read
from autograder.trusted.outputs import checked, error_output
from autograder.trusted.plain_cells import plain_python
from autograder.trusted.settings import Settings
from autograder.trusted.test_cells import run_test
from autograder.trusted.warm_parents import WarmParent


class Grader:
    """Grades notebooks one after the other; keeps a warm parent for the assignment at hand."""

    def __init__(self, settings: Settings, parent: WarmParent | None = None):
        torch.set_num_threads(1)  # sums that repeat exactly, and one core a student
        self.settings = settings
        self._parent = parent
        self._parent_of: tuple[frozenset[str], str] | None = None

    def grade(self, student: str, assignment: str, notebook: NotebookNode) -> NotebookNode:
        """Return the notebook with the outputs of every code cell."""
        executed = copy.deepcopy(notebook)
        setup = [cell for cell in code_cells(executed) if _role(cell) == "setup"]
        tests = [cell for cell in code_cells(executed) if _role(cell) == "test"]
        wanted = names_from_student(map(_compiled, [*setup, *tests]))
        in_setup = {name for cell in setup for name in names_read(_compiled(cell))}
        parent = self._warm(wanted, "\n".join(cell.source for cell in setup))
        attempts = Attempts(
            parent, self.settings, self.settings.seed("kernel", assignment, student)
        )
        seed_of = functools.partial(self.settings.seed, "test", assignment, student)
        namespace: dict[str, Any] = {"__name__": "__main__"}
        try:
            for number, cell in enumerate(code_cells(executed), 1):
                cell.execution_count = number
                if _role(cell) == "test":
                    code = _compiled(cell)
                    points = float(cell.metadata.nbgrader.get("points", 1))
                    own = sorted(wanted & (names_read(code) | in_setup))
                    cell.outputs = run_test(code, points, namespace, attempts, own, seed_of)
                    continue
                if is_setup := _role(cell) == "setup":
                    exec(_compiled(cell), namespace)
                    attempts.setup_functions.update(functions_of(namespace))
                cell.outputs = _run_student_cell(attempts, cell.source, is_setup)
        finally:
            attempts.close()
        return executed

    def close(self) -> None:
        """End the warm parent."""
        if self._parent is not None:
            self._parent.close()
        self._parent = self._parent_of = None

    def _warm(self, withheld: set[str], setup: str) -> WarmParent:
        key = (frozenset(withheld), setup)
        if self._parent_of not in (None, key):
            self.close()
        if self._parent is None:
            self._parent = WarmParent(self.settings.sandbox, self.settings.private)
        if self._parent_of is None:
            self._parent.prepare(withheld, setup, "\n".join(_imports(setup)))
            self._parent_of = key
        return self._parent


def code_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """The code cells of a notebook, in order."""
    return (cell for cell in notebook.cells if cell.cell_type == "code")


def _run_student_cell(attempts: Attempts, source: str, setup: bool) -> list[NotebookNode]:
    try:
        return checked(attempts.run(source, setup))
    except KernelLostError as lost:
        return [error_output("KernelLost", f"This cell did not end well: {lost}.")]


def _role(cell: NotebookNode) -> str:
    marked = cell.metadata.get("nbgrader", {})
    if cell.cell_type != "code":
        return "text"
    if marked.get("grade"):
        return "test"
    return "setup" if marked.get("locked") else "student"


def _compiled(cell: NotebookNode) -> CodeType:
    return compiled(cell.source, cell.metadata.nbgrader.grade_id)


def _imports(setup: str) -> list[str]:
    tree = ast.parse(plain_python(setup))
    return [
        ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)
    ]
