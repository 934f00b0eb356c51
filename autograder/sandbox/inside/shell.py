"""IPython's shell without a kernel around it: cells in, notebook outputs out.

Students get magics, `display` and top-level `await`; history, sockets and threads are left out.
"""

from __future__ import annotations

import ast
import contextlib
import io
import sys
import traceback
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.inputtransformer2 import TransformerManager
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Instance, Type
from traitlets.config import Config

MOST_TEXT = 100_000  # characters of one cell
MOST_SHOWN = 4 * 2**20  # characters of one cell's pictures and results
KEPT = ("text/plain", "image/png")

AT_HAND = (
    "While a notebook is graded, only Python's own modules and the course's packages (torch, "
    "numpy, matplotlib, jaxtyping and what comes with them) are at hand"
)

Output = dict[str, Any]


class MagicsWhereNeeded(TransformerManager):
    """Translates magics; what is Python as it stands has none, and is not taken apart for them."""

    def do_token_transforms(self, lines: list[str]) -> list[str]:
        """Return the lines in Python alone."""
        try:
            ast.parse("".join(lines))
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return super().do_token_transforms(lines)
        return lines


class StudentShell(InteractiveShell):
    """Runs cells and collects their outputs."""

    input_transformer_manager = Instance(MagicsWhereNeeded, ())
    displayhook_class = Type("autograder.sandbox.inside.shell.CollectingHook")
    display_pub_class = Type("autograder.sandbox.inside.shell.CollectingPublisher")
    outputs: list[Output]

    def run(self, source: str) -> tuple[list[Output], bool]:
        """Run one cell; its outputs, and whether it ran to its end."""
        self.outputs = []
        with captured(self.outputs):
            result = self.run_cell(source, store_history=False)
        error = result.error_before_exec or result.error_in_exec
        if error is not None:
            self.outputs.append(describe_error(error))
        return self.outputs, error is None

    def showtraceback(self, *inputs: Any, **options: Any) -> None:
        """Say nothing: `run` describes the error, and IPython's way is slow."""

    showsyntaxerror = showindentationerror = showtraceback  # type: ignore[assignment]

    def enable_gui(self, gui: str | None = None) -> None:
        """Accept `%matplotlib` in any form: there is no window to open."""

    def show(self, kind: str, data: dict[str, Any]) -> None:
        """Keep what a notebook would show, within limits."""
        kept = {name: str(data[name]) for name in KEPT if name in data}
        shown = sum(len(text) for o in self.outputs for text in o.get("data", {}).values())
        if shown + sum(map(len, kept.values())) > MOST_SHOWN:
            kept = {"text/plain": "(too large to be shown)"}
        self.outputs.append({"output_type": kind, "data": kept})


class CollectingHook(DisplayHook):
    """Keeps the value of a cell's last expression."""

    def __call__(self, result: Any = None) -> None:
        """Format one result."""
        if result is not None and not self.quiet():
            data, _ = self.compute_format_data(result)
            self.update_user_ns(result)
            StudentShell.instance().show("execute_result", data)


class CollectingPublisher(DisplayPublisher):
    """Keeps what `display` is given."""

    def publish(self, data: dict[str, Any], *inputs: Any, **options: Any) -> None:
        """Keep one picture or text."""
        StudentShell.instance().show("display_data", data)


class BoundedText(io.TextIOBase):
    """A stream that becomes outputs and keeps no more than the beginning."""

    def __init__(self, name: str, outputs: list[Output]):
        self.name, self.outputs, self.room = name, outputs, MOST_TEXT

    def write(self, text: str) -> int:
        """Append to the last output, or begin a new one."""
        kept = str(text)[: self.room]
        self.room -= len(kept)
        if kept:
            last = self.outputs[-1] if self.outputs else {}
            if last.get("name") == self.name:
                last["text"] += kept
            else:
                self.outputs.append({"output_type": "stream", "name": self.name, "text": kept})
        return len(text)

    def writable(self) -> bool:
        """Tell that it can be written to."""
        return True


@contextlib.contextmanager
def captured(outputs: list[Output]):
    """Collect what is printed."""
    before = sys.stdout, sys.stderr
    sys.stdout, sys.stderr = BoundedText("stdout", outputs), BoundedText("stderr", outputs)
    try:
        yield
    finally:
        sys.stdout, sys.stderr = before


def describe_error(error: BaseException) -> Output:
    """Describe an error as a notebook does, without IPython's frames."""
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "/site-packages/IPython/" not in frame.filename]
    lines = traceback.format_list(own[-20:])
    return {
        "output_type": "error",
        "ename": type(error).__name__[:200],
        "evalue": message_of(error),
        "traceback": [*lines, f"{type(error).__name__}: {message_of(error)}"],
    }


def message_of(error: BaseException) -> str:
    """Return an error's text, whatever its class does when asked."""
    try:
        text = str(error)[:2000]
    except Exception:
        return ""
    if isinstance(error, ModuleNotFoundError) and text.startswith("No module named"):
        return f"{text}. {AT_HAND}"
    return text


def make_shell() -> StudentShell:
    """Make the one shell of this process."""
    config = Config()
    config.HistoryManager.enabled = False
    config.Completer.use_jedi = False
    config.InteractiveShell.colors = "nocolor"
    return StudentShell.instance(config=config)
