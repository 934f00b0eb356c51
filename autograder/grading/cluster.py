"""Grading on a Dask cluster: the same work, on as many machines as there are.

    dask scheduler --host 127.0.0.1
    dask worker tcp://127.0.0.1:8786 --nworkers 2 --nthreads 1 --no-nanny

Dask's connections are unauthenticated and carry pickles: keep them on loopback or under TLS, and
out of the sandbox's reach (it has no network at all). Only the driver writes the gradebook.
"""

from __future__ import annotations

import atexit
import dataclasses
import logging
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from autograder.base.errors import UsageError
from autograder.grading.executors import Job
from autograder.grading.judge.settings import Settings
from autograder.grading.sandbox_executor import pool
from autograder.grading.workers import Fault, Helper

TRIES = 3
SECONDS_TO_CONNECT, SECONDS_FOR_WORKERS = 8, 60
WAITING_PER_WORKER = 3  # tasks on their way, so that no worker is idle and the driver stays small


@dataclass(frozen=True)
class DaskExecutor:
    """Sends each notebook as a task to the cluster behind `scheduler`."""

    settings: Settings
    scheduler: str

    def run(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """Yield each job as soon as it is done."""
        from distributed import as_completed

        waiting = iter(jobs)
        with _client(self.scheduler) as client:
            room = WAITING_PER_WORKER * max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
            sent: dict[Any, Job] = {}

            def send(job: Job) -> Any:
                future = client.submit(grade_there, self.settings, job, pure=False, retries=TRIES)
                sent[future] = job
                return future

            done = as_completed([send(job) for job in islice(waiting, room)], loop=client.loop)
            for future in done:
                job = sent.pop(future)
                for following in islice(waiting, 1):
                    done.add(send(following))
                if future.status == "finished":
                    yield future.result()
                else:
                    yield dataclasses.replace(job, fault=str(future.exception()))


def _client(scheduler: str) -> Any:
    """Return a client of a cluster that has workers; `UsageError` where there is none."""
    from distributed import Client

    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what it says, we say in one line
    try:
        client = Client(scheduler, set_as_default=False, timeout=SECONDS_TO_CONNECT)
    except (OSError, ValueError) as error:
        raise UsageError(
            f"--scheduler {scheduler}: no Dask scheduler answers there; start one with "
            f"`dask scheduler`, or leave the option out ({str(error).splitlines()[0]})"
        ) from None
    try:
        client.wait_for_workers(1, timeout=SECONDS_FOR_WORKERS)
    except TimeoutError:
        client.close()
        raise UsageError(
            f"--scheduler {scheduler}: no worker has joined it; start one with "
            f"`dask worker {scheduler} --nworkers 2 --nthreads 1 --no-nanny`"
        ) from None
    return client


_helpers: dict[Settings, Helper] = {}


def grade_there(settings: Settings, job: Job) -> Job:
    """Grade one notebook on a worker's machine, in the helper process of that worker.

    A Dask worker runs tasks in threads; tests need a main thread of their own.
    """
    if settings not in _helpers:
        _helpers[settings] = Helper(pool(settings))
        atexit.register(_helpers[settings].close)
    answer = _helpers[settings].do(job)
    if isinstance(answer, Fault):
        raise RuntimeError(answer.reason)  # Dask tries again, perhaps elsewhere
    return answer
