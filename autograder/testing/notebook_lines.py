"""What a test cell says in a notebook: one line if it passes, and if not its message alone.

Where there is no notebook around the shell, as in grading, none of this happens.
"""

import ast
import sys
from types import TracebackType
from typing import Any

from autograder.testing.notebook_errors import in_short, show_in_short


def title_of_test(source: str) -> str:
    """Name what a cell tests, in one line; nothing if it is no test cell.

    >>> title_of_test('def test_f():\\n    "Form: a table."\\n\\n\\ntest_f()')
    'Form – a table'
    >>> title_of_test("x = 1")
    ''
    """
    try:
        *before, last = ast.parse(source).body
    except (SyntaxError, ValueError):
        return ""
    match last:
        case ast.Expr(ast.Call(ast.Name(called))):
            tests = [it for it in before if isinstance(it, ast.FunctionDef) and it.name == called]
        case _:
            tests = []
    for it in tests:
        if it.name.startswith("test_"):
            name = it.name.removeprefix("test_").replace("_", " ")
            said = (ast.get_docstring(it) or name).partition("\n")[0]
            return said.removesuffix(".").replace(": ", " – ", 1)
    return ""


def speak_in_notebook() -> None:
    """Let test cells of this notebook speak, if this Python runs one."""
    shell = sys.modules["IPython"].get_ipython() if "IPython" in sys.modules else None
    if shell is not None and hasattr(shell, "kernel"):
        shell.events.register("pre_run_cell", lambda info: _prepare(shell, info.raw_cell or ""))
        shell.events.register("post_run_cell", lambda result: _conclude(shell, result))


def _prepare(shell: Any, cell: str) -> None:
    if title_of_test(cell):
        shell.set_custom_exc((Exception,), _show_message)


def _conclude(shell: Any, result: Any) -> None:
    if title := title_of_test(result.info.raw_cell or ""):
        shell.set_custom_exc((), None)
        if result.success:
            print(f"passed: {title}")  # noqa: T201 - the notebook is where this is read


def _show_message(
    shell: Any,
    kind: type[Exception],
    error: Exception,
    trace: TracebackType,
    tb_offset: int | None = None,
) -> None:
    """Show an error of a test cell as IPython does, with its message in the place of the code."""
    if isinstance(error, NameError):
        cause = "  likely    the cell above that defines it has not been run"
        error.__dict__["_render_traceback_"] = lambda: [*in_short(error), cause]
    elif not hasattr(error, "_render_traceback_"):
        show_in_short(error)
    shell.showtraceback((kind, error, trace), tb_offset=tb_offset)
