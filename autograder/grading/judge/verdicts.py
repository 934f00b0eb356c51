"""What a test cell ends in: the points, or an error; before it, where checks failed, a hint table.

The table says what was expected, what came, for which input, the likely cause and what to reread,
once as HTML for Formgrader and once as plain data (`TABLE`) for feedback and statistics. Neither it
nor the error quotes the test.
"""

from __future__ import annotations

import html
import traceback
from typing import Any

from nbformat import NotebookNode

from autograder.base.hint_table import LABELS, TABLE
from autograder.base.outputs import error_output, new_output, text_of
from autograder.testing.failure import CheckFailed, is_stub

MOST_POINTS_SHOWN = 6  # decimal places


def passed(points: float) -> list[NotebookNode]:
    """Return the outputs of a test that holds."""
    return [_points(points)]


def failed(failure: Exception, test: str, points: float, last_call: str) -> list[NotebookNode]:
    """Return the outputs of a test that does not hold, or holds in part.

    `last_call` is the call of the student's code that came last: the first input that fails.
    """
    message = text_of(_text(failure))
    if isinstance(failure, CheckFailed):
        problem, details = failure.problem, failure.details
    else:
        problem, details = f"{type(failure).__name__}: {message}".removesuffix(": "), {}
    if last_call and last_call not in problem:
        details = {"given": last_call} | details
    outputs = []
    if details and not is_stub(failure):
        outputs.append(_table(problem, {name: details[name] for name in LABELS if name in details}))
    if isinstance(failure, CheckFailed) and 0 < failure.share < 1:
        return [*outputs, _points(points * failure.share)]
    frames = traceback.walk_tb(failure.__traceback__)
    where = [f"line {line} of the test" for f, line in frames if f.f_code.co_filename == test]
    name = type(failure).__name__
    if isinstance(failure, NotImplementedError) and not is_stub(failure):
        name = "RuntimeError"  # PyTorch's word for a dtype that it cannot do; no empty stub
    return [*outputs, error_output(name, message, [*where[-1:], f"{name}: {message}"])]


def _points(points: float) -> NotebookNode:
    shown = f"{round(points, MOST_POINTS_SHOWN):g}"
    return new_output("execute_result", data={"text/plain": shown})


def _table(problem: str, details: dict[str, str]) -> NotebookNode:
    problem = text_of(problem)
    details = {name: text_of(text) for name, text in details.items()}
    rows = "".join(
        f'<tr><th scope="row">{LABELS[name]}</th><td><code>{html.escape(text)}</code></td></tr>'
        for name, text in details.items()
    )
    plain = [problem, *(f"  {LABELS[name]:<13} {text}" for name, text in details.items())]
    data: dict[str, Any] = {
        "text/plain": "\n".join(plain),
        "text/html": f"<table><caption>{html.escape(problem)}</caption>{rows}</table>",
        TABLE: {"problem": problem, **details},
    }
    return new_output("display_data", data=data)


def _text(failure: Exception) -> str:
    try:
        return str(failure)
    except Exception as error:
        return f"an error without a message ({type(error).__name__})"
