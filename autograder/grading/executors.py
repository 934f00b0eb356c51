"""Running notebooks: the seam between the grading pipeline and whatever executes code.

An executor takes jobs and yields each with its outputs filled in, in any order. It must leave
every scored cell with its verdict: no error means passed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from nbformat import NotebookNode


@dataclass(frozen=True)
class Job:
    """A notebook to run for one student."""

    student: str
    assignment: str
    notebook: NotebookNode
    given_up: frozenset[int] = frozenset()  # code cells whose tests once did not end
    fault: str = ""  # why it could not be run: a reason of ours, so that nothing is graded


class Executor(Protocol):
    """What the pipeline needs to know of an executor."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """Yield each job with its notebook executed, as soon as it is done."""
        ...
