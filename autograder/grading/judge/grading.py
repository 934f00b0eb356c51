"""One notebook, from its first cell to its last: student's cells there, test cells here."""

from __future__ import annotations

import ast
import copy
import functools
from collections.abc import Callable, Collection, Iterator
from types import CodeType
from typing import Any

import torch
from nbformat import NotebookNode

from autograder.base.marks import grade_id_of, is_locked, is_test, is_unedited, marks_of
from autograder.base.names import compiled, names_from_student, names_read
from autograder.base.outputs import Room, error_output
from autograder.base.plain_cells import plain_python
from autograder.grading.judge.attempts import Attempts
from autograder.grading.judge.deaths import Deaths, KernelAccident, KernelLostError
from autograder.grading.judge.settings import Settings
from autograder.grading.judge.test_cells import TIME_IS_UP, run_test
from autograder.grading.judge.warm_parents import WarmParent
from autograder.sandbox.inside.setup_functions import functions_of
from autograder.sandbox.wire.channel import TooLargeError

Report = Callable[[object, float], None]
"""Hears which test cell is about to run, or None, and within how many seconds more will be heard.

A test that is stuck where Python cannot interrupt it is thus seen from outside.
"""
SECONDS_AROUND = 60  # for what no limit of a notebook counts: to start, to end


class Grader:
    """Grades notebooks one after the other; keeps a warm parent, prepared for the one at hand."""

    def __init__(self, settings: Settings, parent: WarmParent | None = None):
        torch.set_num_threads(1)  # sums that repeat exactly, and one core a student
        self.settings = settings
        self._parent = parent
        self._parent_of: tuple[frozenset[str], str] | None = None

    def grade(
        self,
        student: str,
        assignment: str,
        notebook: NotebookNode,
        given_up: Collection[int] = (),
        report: Report = lambda cell, seconds: None,
    ) -> NotebookNode:
        """Return the notebook with the outputs of every code cell.

        The code cells of these numbers are `given_up`: tests that once did not come to an end.
        """
        deaths = Deaths()
        while True:
            try:
                run = _Run(self.settings, copy.deepcopy(notebook), deaths, given_up, report)
                return run.through(student, assignment, self._warm)
            except KernelAccident:  # whose doing it was shows in a fresh place
                self.close()

    def close(self) -> None:
        """End the warm parent."""
        if self._parent is not None:
            self._parent.close()
        self._parent = self._parent_of = None

    def _warm(self, withheld: set[str], setup: str) -> WarmParent:
        key = (frozenset(withheld), setup)
        parent = self._parent or self._new_parent()
        if self._parent_of != key:
            imports = "\n".join(_imports(setup))
            if not parent.prepare(withheld, setup, imports):  # shared, and not ours to use
                self.close()
                parent = self._new_parent()
                parent.prepare(withheld, setup, imports)
            self._parent_of = key
        return parent

    def _new_parent(self) -> WarmParent:
        self._parent = WarmParent(self.settings.sandbox, self.settings.private)
        return self._parent


class _Run:
    """One try to run one notebook."""

    def __init__(
        self,
        settings: Settings,
        notebook: NotebookNode,
        deaths: Deaths,
        given_up: Collection[int],
        report: Report,
    ):
        self.settings, self.notebook = settings, notebook
        self._deaths, self._given_up, self._report = deaths, given_up, report
        self._cells = list(code_cells(notebook))
        setup = [cell for cell in self._cells if _role(cell) == "setup"]
        tests = [cell for cell in self._cells if _role(cell) == "test"]
        self._setup = "\n".join(cell.source for cell in setup)
        self._wanted = names_from_student(map(_compiled, [*setup, *tests]))
        self._in_setup = {name for cell in setup for name in names_read(_compiled(cell))}
        self._namespace: dict[str, Any] = {"__name__": "__main__"}
        self._room = Room()

    def through(
        self, student: str, assignment: str, warm: Callable[[set[str], str], WarmParent]
    ) -> NotebookNode:
        """Run every cell in its order."""
        self._report(None, 2 * self.settings.seconds_per_notebook + SECONDS_AROUND)
        seed = self.settings.seed("kernel", assignment, student)
        seed_of = functools.partial(self.settings.seed, "test", assignment, student)
        attempts = Attempts(warm(self._wanted, self._setup), self.settings, seed, self._deaths)
        try:
            for number, cell in enumerate(self._cells, 1):
                cell.execution_count = self._deaths.cell = number
                if _role(cell) == "test":
                    cell.outputs = self._tested(number, cell, attempts, seed_of)
                else:
                    cell.outputs = self._shown(cell, attempts)
        finally:
            attempts.close()
        return self.notebook

    def _tested(
        self, number: int, cell: NotebookNode, attempts: Attempts, seed_of: Callable[[str], int]
    ) -> list[NotebookNode]:
        if number in self._given_up:
            return [error_output("Timeout", TIME_IS_UP)]
        code = _compiled(cell)
        points = float(marks_of(cell).get("points", 1))
        own = sorted(self._wanted & (names_read(code) | self._in_setup))
        self._report(number, 2 * self.settings.seconds_per_cell)
        try:
            return run_test(code, points, self._namespace, attempts, own, seed_of)
        finally:
            self._report(None, 2 * self.settings.seconds_per_notebook + SECONDS_AROUND)

    def _shown(self, cell: NotebookNode, attempts: Attempts) -> list[NotebookNode]:
        """Run a cell of the student's or of the set-up; what it shows."""
        if is_setup := _role(cell) == "setup":
            exec(_compiled(cell), self._namespace)
            attempts.setup_functions.update(functions_of(self._namespace))
        try:
            return self._room.checked(
                attempts.run(cell.source, setup=is_setup, unedited=is_unedited(cell))
            )
        except KernelLostError as lost:
            return [error_output("KernelLost", f"This cell did not end well: {lost}.")]
        except TooLargeError as error:
            return [error_output("TooLarge", f"This cell was not run: {error}.")]


def code_cells(notebook: NotebookNode) -> Iterator[NotebookNode]:
    """The code cells of a notebook, in order."""
    return (cell for cell in notebook.cells if cell.cell_type == "code")


def _role(cell: NotebookNode) -> str:
    if cell.cell_type != "code":
        return "text"
    if is_test(cell):
        return "test"
    return "setup" if is_locked(cell) else "student"


def _compiled(cell: NotebookNode) -> CodeType:
    return compiled(cell.source, str(grade_id_of(cell)))


def _imports(setup: str) -> list[str]:
    tree = ast.parse(plain_python(setup))
    return [
        ast.unparse(node) for node in tree.body if isinstance(node, ast.Import | ast.ImportFrom)
    ]
