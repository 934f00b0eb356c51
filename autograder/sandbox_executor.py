"""Running notebooks the safe way: student code in sandboxes, tests in our own processes."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from autograder.executors import Job
from autograder.kernels.limits import processes_count_apart
from autograder.kernels.sandbox import Sandbox
from autograder.nursery import Nursery
from autograder.trusted.settings import Settings
from autograder.trusted.warm_parents import WarmParent
from autograder.workers import Fault, Pool, Report

IMPORTS = ("autograder.quick_start", "autograder.trusted.grading")  # what every worker needs


@dataclass(frozen=True)
class SandboxExecutor:
    """A pool of local processes; the `nursery` that they come from may have been started before."""

    settings: Settings
    workers: int = os.cpu_count() or 1
    nursery: Nursery | None = None

    def run(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """Yield each job as soon as it is done."""
        with pool(self.settings, self.workers, self.nursery) as grading:
            for job, answer in grading.run(jobs):
                if isinstance(answer, Fault):
                    yield dataclasses.replace(job, fault=answer.reason)
                else:
                    yield answer


class GradingPlace:
    """What one worker process holds: a grader, which is made anew after a fault.

    It begins with the `common` warm parent, and takes one of its own where that is of no use.
    """

    def __init__(self, settings: Settings, common: WarmParent | None = None):
        from autograder.trusted.grading import Grader  # PyTorch with it, which the driver spares

        parent = common or WarmParent(settings.sandbox, settings.private)
        self.grader = Grader(settings, parent)

    def do(self, task: Job, report: Report) -> Job:
        """Grade one notebook."""
        try:
            notebook = self.grader.grade(
                task.student, task.assignment, task.notebook, task.given_up, report
            )
        except BaseException:
            self.grader.close()
            raise
        return Job(task.student, task.assignment, notebook)

    def close(self) -> None:
        """End the warm parent."""
        self.grader.close()


def without_cell(job: Job, cell: object) -> Job:
    """Give up the test in the code cell of this number: twice it did not come to an end."""
    assert isinstance(cell, int)
    return dataclasses.replace(job, given_up=job.given_up | {cell})


def nursery_for(kind: Sandbox, private: Collection[Path] = ()) -> Nursery:
    """The nursery of workers that grade in this sandbox; they share its first warm parent.

    Not in a container, whose limits are for the notebooks of one worker, nor where the system
    counts the processes of one user together: there a student could use up a neighbour's.
    """
    shared = kind is not Sandbox.CONTAINER and processes_count_apart()
    return Nursery(IMPORTS, partial(WarmParent, kind, tuple(private)) if shared else None)


def pool(settings: Settings, workers: int = 1, nursery: Nursery | None = None) -> Pool[Job]:
    """Return the pool that grades with these settings."""
    nursery = nursery or nursery_for(settings.sandbox, settings.private)
    return Pool(partial(GradingPlace, settings), workers, without_cell, nursery)
