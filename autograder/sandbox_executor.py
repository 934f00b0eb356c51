"""Running notebooks the safe way: student code in sandboxes, tests in our own processes."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import partial

from autograder.executors import Job
from autograder.trusted.settings import Settings
from autograder.trusted.warm_parents import WarmParent
from autograder.workers import Fault, Pool, Report

IMPORTS = ("autograder.quick_start", "autograder.trusted.grading")  # what every worker needs


@dataclass(frozen=True)
class SandboxExecutor:
    """A pool of local processes; each has a sandbox with a warm parent of its own."""

    settings: Settings
    workers: int = os.cpu_count() or 1

    def run(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """Yield each job as soon as it is done."""
        with pool(self.settings, self.workers) as grading:
            for job, answer in grading.run(jobs):
                if isinstance(answer, Fault):
                    yield dataclasses.replace(job, fault=answer.reason)
                else:
                    yield answer


class GradingPlace:
    """What one worker process holds: a grader, which is made anew after a fault."""

    def __init__(self, settings: Settings):
        from autograder.trusted.grading import Grader  # PyTorch with it, which the driver spares

        self.grader = Grader(settings, WarmParent(settings.sandbox, settings.private))

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


def pool(settings: Settings, workers: int = 1) -> Pool[Job]:
    """Return the pool that grades with these settings."""
    return Pool(partial(GradingPlace, settings), workers, without_cell, IMPORTS)
