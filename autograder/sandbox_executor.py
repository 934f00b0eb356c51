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
from autograder.workers import Fault, run_tasks


@dataclass(frozen=True)
class SandboxExecutor:
    """A pool of local processes; each has a sandbox with a warm parent of its own."""

    settings: Settings
    workers: int = os.cpu_count() or 1

    def run(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """Yield each job as soon as it is done."""
        for job, answer in run_tasks(jobs, self.workers, partial(GradingPlace, self.settings)):
            if isinstance(answer, Fault):
                yield dataclasses.replace(job, fault=answer.reason)
            else:
                yield answer


class GradingPlace:
    """What one worker process holds: a grader, which is made anew after a fault."""

    def __init__(self, settings: Settings):
        parent = WarmParent(settings.sandbox, settings.private)  # it imports torch while we do
        import autograder.quick_start  # noqa: F401  # pyright: ignore[reportUnusedImport]
        from autograder.trusted.grading import Grader

        self.grader = Grader(settings, parent)

    def do(self, task: Job) -> Job:
        """Grade one notebook."""
        try:
            notebook = self.grader.grade(task.student, task.assignment, task.notebook)
        except BaseException:
            self.grader.close()
            raise
        return Job(task.student, task.assignment, notebook)

    def close(self) -> None:
        """End the warm parent."""
        self.grader.close()
