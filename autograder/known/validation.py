"""An exercise's tests run in this very process, as *Validate* runs them: no sandbox, no copies.

Only for code that is trusted: the banks' solutions, a hundred of which take as long as one sandbox.
"""

from __future__ import annotations

import contextlib
import io
import linecache
import os
import random
import signal
import sys
import threading
import traceback
import types
import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from unittest import mock

os.environ.setdefault("MPLBACKEND", "agg")  # a plot of the bank's opens no window

import numpy as np
import torch
from nbformat import NotebookNode

from autograder.authoring.assignment import Assignment, AssignmentError, code_cells
from autograder.authoring.notebooks import reference_solutions
from autograder.base.limits import SECONDS_PER_CELL
from autograder.base.names import compiled
from autograder.base.plain_cells import plain_python
from autograder.testing import draws
from autograder.testing.draws import public_seed
from autograder.testing.failure import CheckFailed

SeedOf = Callable[[str], int]


class TimeIsUpError(BaseException):
    """A cell ran too long; no `Exception`, so that no solution catches it by the way."""


@dataclass(frozen=True)
class TestResult:
    """The points that one test gave, and what it said where that is not all of them."""

    __test__ = False  # pytest takes it for a test else

    points: float
    problem: str = ""
    details: dict[str, str] = field(default_factory=dict)

    @property
    def message(self) -> str:
        """What the student reads, in one line."""
        return "; ".join(
            [self.problem, *(f"{name}: {text}" for name, text in self.details.items())]
        )


def validate(
    assignment: Assignment, exercise: str, source: str, seed_of: SeedOf = public_seed
) -> dict[str, TestResult]:
    """Return the result of each test of `exercise` with `source` in place of its solution cell.

    The exercises before it are solved by their reference. `seed_of` turns a test's name into the
    seed of its random inputs; without it they are those that students see.
    """
    solutions = reference_solutions(assignment) | {exercise: source}
    namespace: dict[str, object] = {"__name__": "__main__", "display": lambda *_, **__: None}
    own = {e.id: e for e in assignment.exercises}[exercise].points_by_test
    results: dict[str, TestResult] = {}
    with _unchanged_process():
        for cell in code_cells(assignment.notebook):
            name, role = cell.metadata.get("id"), cell.metadata.role
            if role == "setup":
                try:
                    _run(cell.source, name, namespace)
                except Exception as error:
                    said = "".join(traceback.format_exception_only(error)).strip()
                    raise AssignmentError(f"{assignment.slug}: cell {name!r}: {said}") from error
            elif role == "example":  # before the tests: what they may use, as in a notebook
                with contextlib.suppress(Exception):
                    _run(cell.source, "<ipython-input-example>", namespace)
            elif role == "solution":
                with contextlib.suppress(Exception):  # its tests will miss what it did not define
                    _run(solutions[name], f"<ipython-input-{name}>", namespace)
            elif name in own:
                results[name] = _result_of(cell, namespace, seed_of)
            if len(results) == len(own):
                break
    return results


def _result_of(cell: NotebookNode, namespace: dict[str, object], seed_of: SeedOf) -> TestResult:
    name, points = cell.metadata.id, cell.metadata.points
    seed = seed_of(name)
    random.seed(seed)
    np.random.seed(seed % 2**32)
    torch.default_generator.manual_seed(seed)  # `torch.manual_seed` would look for devices too
    try:
        with mock.patch.object(draws, "seed_source", seed_of):
            _run(cell.source, name, namespace)
    except CheckFailed as failure:
        return TestResult(points * failure.share, failure.problem, failure.details)
    except TimeIsUpError:
        return TestResult(0, f"the test was stopped after {SECONDS_PER_CELL} seconds")
    except Exception as failure:
        return TestResult(0, "".join(traceback.format_exception_only(failure)).strip())
    return TestResult(points)


def _run(source: str, name: str, namespace: dict[str, object]) -> None:
    """Run a cell; its source is kept where `inspect` and tracebacks look for it."""
    text = plain_python(source)
    linecache.cache[name] = (len(text), None, text.splitlines(keepends=True), name)
    with _deadline(SECONDS_PER_CELL):
        exec(compiled(source, name), namespace)


@contextlib.contextmanager
def _unchanged_process() -> Iterator[None]:
    """Keep from the next solution what this one says, warns of, draws and sets."""
    torch.set_num_threads(1)  # small tensors, and sums that repeat exactly
    dtype = torch.get_default_dtype()
    with (
        contextlib.redirect_stdout(io.StringIO()),
        contextlib.redirect_stderr(io.StringIO()),
        warnings.catch_warnings(action="ignore"),
    ):
        try:
            yield
        finally:
            torch.set_default_dtype(dtype)
            if "matplotlib.pyplot" in sys.modules:
                sys.modules["matplotlib.pyplot"].close("all")


@contextlib.contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """Stop an endless loop; other threads than the main one have no signals, and no deadline."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def interrupt(number: int, frame: types.FrameType | None) -> None:
        raise TimeIsUpError

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
