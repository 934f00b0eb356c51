"""One test cell: it runs here, with stand-ins for what the student wrote, and ends in a verdict."""

from __future__ import annotations

import contextlib
import io
import random
import signal
import time
import types
import warnings
from collections.abc import Callable, Iterator, Sequence
from types import CodeType
from typing import Any
from unittest import mock

import numpy as np
import torch
from nbformat import NotebookNode

import autograder.testing
from autograder.base.outputs import error_output
from autograder.grading.judge.attempts import Attempts
from autograder.grading.judge.deaths import KernelLostError
from autograder.grading.judge.verdicts import failed, passed
from autograder.sandbox.wire.channel import MessageError
from autograder.testing import draws
from autograder.testing.forbidden import ForbiddenCall, complaint

TIME_IS_UP = "The test took too long with what your code returned."


class TimeIsUpError(BaseException):
    """The test itself ran too long, outside the student's kernel."""


def run_test(
    code: CodeType,
    points: float,
    namespace: dict[str, Any],
    attempts: Attempts,
    wanted: Sequence[str],
    seed_of: Callable[[str], int],
) -> list[NotebookNode]:
    """Run a test cell; its outputs, the last of which is the verdict."""
    attempts.forget_calls()
    try:
        with (
            _seeds(seed_of, code.co_filename),
            _refusals(namespace, wanted, attempts),
            _deadline(attempts.deadline()),
            contextlib.redirect_stdout(io.StringIO()),
            contextlib.redirect_stderr(io.StringIO()),
            warnings.catch_warnings(action="ignore"),
            attempts.limited(),
        ):
            _bring_names(namespace, wanted, attempts)
            exec(code, namespace)
    except KernelLostError as lost:
        return [error_output("KernelLost", f"While this cell ran, your code was lost: {lost}.")]
    except TimeIsUpError:
        return [error_output("Timeout", TIME_IS_UP)]
    except Exception as failure:
        return failed(failure, code.co_filename, points, attempts.last_call())
    return passed(points)


def _bring_names(namespace: dict[str, Any], wanted: Sequence[str], attempts: Attempts) -> None:
    """Put the student's values and stand-ins into the test's namespace."""
    kernel = attempts.kernel()
    answer, buffers = kernel.ask({"do": "fetch", "names": list(wanted)})
    values = answer.get("values")
    if not isinstance(values, dict):
        raise MessageError("no values")
    unpacker = kernel.unpacker(buffers)
    for name in wanted:
        namespace.pop(name, None)
    for name in sorted(set(wanted).intersection(values), key=list(values).index):
        namespace[name] = unpacker.unpack(values[name])


@contextlib.contextmanager
def _seeds(seed_of: Callable[[str], int], test: str) -> Iterator[None]:
    """Draw all random inputs of this student's test from the course secret."""
    seed = seed_of(test)
    random.seed(seed)
    np.random.seed(seed % 2**32)
    torch.default_generator.manual_seed(seed)  # `torch.manual_seed` would look for devices too
    dtype = torch.get_default_dtype()
    try:
        with mock.patch.object(draws, "seed_source", seed_of):
            yield
    finally:
        torch.set_default_dtype(dtype)


@contextlib.contextmanager
def _refusals(
    namespace: dict[str, Any], wanted: Sequence[str], attempts: Attempts
) -> Iterator[None]:
    """Let `forbidden` take effect where the student's code runs.

    In its block the student's names stand for those of another kernel.
    """

    @contextlib.contextmanager
    def forbidden(*names: str, reread: str = "") -> Iterator[None]:
        before = {name: namespace[name] for name in wanted if name in namespace}
        with attempts.without(names) as kernel, attempts.limited():
            _bring_names(namespace, wanted, attempts)
            try:
                yield
            except Exception as error:
                if kernel.refused_calls and not isinstance(error, ForbiddenCall):
                    raise complaint(kernel.refused_calls[0], reread) from error
                raise
            finally:
                namespace.update(before)
            if kernel.refused_calls:
                raise complaint(kernel.refused_calls[0], reread)

    with mock.patch.object(autograder.testing, "forbidden", forbidden):
        yield


@contextlib.contextmanager
def _deadline(moment: float) -> Iterator[None]:
    """Interrupt a test that computes for ever with what it was given."""

    def interrupt(number: int, frame: types.FrameType | None) -> None:
        raise TimeIsUpError

    before = signal.signal(signal.SIGALRM, interrupt)
    signal.setitimer(signal.ITIMER_REAL, max(0.01, moment + 1 - time.monotonic()))
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
