"""An executor that runs nothing: for laws of the pipeline, which is not where verdicts are made."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace

from nbformat.v4 import new_output

from autograder.grading.executors import Job

STUB = "raise NotImplementedError"


@dataclass
class StubExecutor:
    """Gives every point, but none for an exercise whose solution cell is the stub still.

    `seen` lists the students whose notebooks came; `faults` are those who come back with a fault.
    """

    seen: list[str] = field(default_factory=list)
    faults: tuple[str, ...] = ()

    def run(self, jobs: Iterable[Job]) -> Iterator[Job]:
        for job in jobs:
            self.seen.append(job.student)
            if job.student in self.faults:
                yield replace(job, fault="the machine was switched off")
                continue
            untouched = False
            for cell in job.notebook.cells:
                marked = cell.metadata.get("nbgrader", {})
                if marked.get("solution"):
                    untouched = STUB in cell.source
                if cell.cell_type == "code":
                    cell.execution_count, cell.outputs = 1, []
                if marked.get("grade") and untouched:
                    reason = "NotImplementedError: to do"
                    cell.outputs = [new_output("error", ename="E", evalue="e", traceback=[reason])]
            yield job
