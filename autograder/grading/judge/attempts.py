"""The kernels of one notebook: a death costs the cell in which it happened, and nothing else.

The cells of set-up and student form one script. Each kernel stands at some line of it; one that
is behind, because it was just started, catches up before it is used. A cell that killed a kernel
is taken out of the script.

Once a test has called a student's function, that function may have kept the inputs. What a later
cell shows is therefore taken from a kernel of its own, in which no test was run; but for an example
that nobody edited and that prints one text of its own: no inputs can be in that.
"""

from __future__ import annotations

import ast
import contextlib
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.base.plain_cells import plain_python
from autograder.grading.judge.deaths import Deaths, KernelLostError
from autograder.grading.judge.kernel import Kernel
from autograder.grading.judge.proxies import number_of, stand_in
from autograder.grading.judge.settings import Settings
from autograder.grading.judge.warm_parents import WarmParent
from autograder.sandbox.wire.channel import TooLargeError

MOST_STARTS = 40
_UNTESTED = ("no test is run here",)


@dataclass
class _Line:
    source: str
    setup: bool = False
    usable: bool = True


@dataclass
class _Standing:
    kernel: Kernel
    place: int = 0


class Attempts:
    """Kernels for one student's notebook, by what is refused in them."""

    def __init__(self, parent: WarmParent, settings: Settings, seed: int, deaths: Deaths):
        self._parent, self._settings, self._seed = parent, settings, seed
        self._deaths = deaths
        self._script: list[_Line] = []
        self._standing: dict[tuple[str, ...], _Standing] = {}
        self._starts = 0
        self._ends_at = time.monotonic() + settings.seconds_per_notebook
        self._tested = False
        self.setup_functions: dict[str, Any] = {}
        self.refused: tuple[str, ...] = ()

    def run(
        self, source: str, *, setup: bool = False, unedited: bool = False
    ) -> list[dict[str, Any]]:
        """Run the next cell of the script; its outputs. `KernelLostError` where it kills."""
        self.kernel()
        line = _Line(source, setup)
        self._script.append(line)
        standing = self._standing[self.refused]
        standing.place = len(self._script)
        outputs = self._run_line(standing.kernel, line).get("outputs", [])
        if outputs and self._tested and not (unedited and _stands_in(source, outputs)):
            _, outputs = self._caught_up(_UNTESTED)
        return outputs

    def kernel(self) -> Kernel:
        """Return a live kernel that has run the whole script so far."""
        return self._caught_up(self.refused)[0]

    @contextlib.contextmanager
    def limited(self) -> Iterator[None]:
        """Allow the current kernel the time of one cell, from now on; a test will use it."""
        self._tested = True
        with self.kernel().channel.deadline(self.deadline()):
            yield

    def deadline(self) -> float:
        """Return the moment at which a cell that starts now must have ended."""
        return min(time.monotonic() + self._settings.seconds_per_cell, self._ends_at)

    @contextlib.contextmanager
    def without(self, names: Sequence[str]) -> Iterator[Kernel]:
        """Work in a kernel in which these functions were refused from the start.

        That is the usual one where nothing is to be refused that any kernel has.
        """
        at_hand = tuple(name for name in names if name not in self._parent.left_out)
        before, self.refused = self.refused, at_hand
        try:
            kernel = self.kernel()
            kernel.refused_calls.clear()
            yield kernel
        finally:
            self.refused = before

    def last_call(self) -> str:
        """Write down the last call of the student's code since `forget_calls`; empty if none."""
        calls = [s.kernel.last_call for s in self._standing.values() if s.kernel.last_call]
        return max(calls, key=lambda call: call.number).text if calls else ""

    def forget_calls(self) -> None:
        """Begin anew with `last_call`."""
        for standing in self._standing.values():
            standing.kernel.last_call = None

    def close(self) -> None:
        """End all kernels."""
        for standing in self._standing.values():
            standing.kernel.close()

    def _caught_up(self, name: tuple[str, ...]) -> tuple[Kernel, list[dict[str, Any]]]:
        """Return the kernel of this name, up to date, and the outputs of the last cell it ran."""
        outputs: list[dict[str, Any]] = []
        while True:
            standing = self._standing.get(name)
            if standing is None or not standing.kernel.alive:
                standing = self._standing[name] = _Standing(self._start(name))
            try:
                while standing.place < len(self._script):
                    line = self._script[standing.place]
                    standing.place += 1
                    if line.usable:
                        outputs = self._run_line(standing.kernel, line).get("outputs", [])
                return standing.kernel, outputs
            except KernelLostError:
                if time.monotonic() >= self._ends_at:
                    raise

    def _start(self, name: tuple[str, ...]) -> Kernel:
        self._starts += 1
        if self._starts > MOST_STARTS or time.monotonic() >= self._ends_at:
            raise KernelLostError("the notebook had used up its time")
        refused = () if name == _UNTESTED else name
        kernel = Kernel(
            self._parent,
            self._settings.limits,
            self._seed,
            refused,
            stand_in=stand_in,
            number_of=number_of,
            deaths=self._deaths,
        )
        kernel.setup_functions = self.setup_functions
        return kernel

    def _run_line(self, kernel: Kernel, line: _Line) -> dict[str, Any]:
        try:
            with kernel.channel.deadline(self.deadline()):
                answer, _ = kernel.ask({"do": "run", "source": line.source, "setup": line.setup})
        except (KernelLostError, TooLargeError):
            line.usable = False
            raise
        return answer


def _stands_in(source: str, outputs: object) -> bool:
    """Whether a cell showed nothing but one text that stands in it, as `print` shows it."""
    match outputs:
        case [{"output_type": "stream", "name": "stdout", "text": str(text), **more}] if not more:
            nodes = ast.walk(ast.parse(plain_python(source)))
            texts = (node.value for node in nodes if isinstance(node, ast.Constant))
            return text.removesuffix("\n") in texts
    return False
