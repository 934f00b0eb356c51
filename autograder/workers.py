"""A pool of grading processes that outlives the death of any of them.

Each worker has one notebook at a time, so it is known whose notebook a dead worker had. That one is
tried again by another worker; a notebook that no worker survives is a fault, never a zero.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Generic, Protocol, TypeVar

Task = TypeVar("Task")
Result = TypeVar("Result")
MOST_TRIES = 3


class Workshop(Protocol):
    """What a worker makes once, at its start, and then uses for every task."""

    def do(self, task: Any) -> Any:
        """Return the result of one task."""
        ...

    def close(self) -> None:
        """Give back what is held."""
        ...


@dataclass
class Fault:
    """Why a task has no result: an error of ours."""

    reason: str


@dataclass
class _Worker(Generic[Task]):
    process: BaseProcess
    connection: Connection
    task: tuple[Task, int] | None = None

    def take(self) -> tuple[Task, int]:
        """Free the worker of its task."""
        task, self.task = self.task, None
        if task is None:
            raise RuntimeError("a worker without a task has answered")
        return task


def run_tasks(
    tasks: Iterable[Task], workers: int, make: Callable[[], Workshop]
) -> Iterator[tuple[Task, Any]]:
    """Yield each task with its result or `Fault`, as soon as it is there.

    `make` builds the workshop of a worker; it must be picklable. Tasks are taken
    from the iterable only when a worker is free, so that a long class needs no more memory.
    """
    waiting = ((task, 1) for task in tasks)
    again: deque[tuple[Any, int]] = deque()
    crew: dict[int, _Worker] = {}

    def employ() -> bool:
        """Give every free worker a task; whether anybody has one."""
        for number in range(workers):
            busy = number in crew and crew[number].task is not None
            given = None if busy else (again.popleft() if again else next(waiting, None))
            if given is not None:
                if number not in crew:
                    crew[number] = _start(make)
                _give(crew[number], given)
        return any(worker.task for worker in crew.values())

    try:
        while employ():
            for number, answer in _answers(crew):
                task, tries = crew[number].take()
                if answer is None:
                    _bury(crew.pop(number))
                if answer is None or isinstance(answer, Fault):
                    if tries < MOST_TRIES:
                        again.append((task, tries + 1))
                        continue
                    answer = answer or Fault("the process that graded it died, several times")
                employ()  # nobody is to wait while the caller saves the answer
                yield task, answer
    finally:
        for worker in crew.values():
            worker.connection.close()  # all of them, so that they end side by side
        for worker in crew.values():
            _bury(worker)


class Helper:
    """One worker for a caller that has its own way of handing out tasks; made anew if it dies."""

    def __init__(self, make: Callable[[], Workshop]):
        self._make = make
        self._crew: dict[int, _Worker] = {}
        self._lock = threading.Lock()

    def do(self, task: Any) -> Any:
        """Return the result of one task, or a `Fault`."""
        with self._lock:
            if 0 not in self._crew:
                self._crew[0] = _start(self._make)
            _give(self._crew[0], (task, 1))
            [(_, answer)] = _answers(self._crew)
            if answer is None:
                _bury(self._crew.pop(0))
            return answer or Fault("the process that graded it died")

    def close(self) -> None:
        """End the worker."""
        for worker in self._crew.values():
            _bury(worker)
        self._crew.clear()


def _start(make: Callable[[], Workshop]) -> _Worker:
    context = multiprocessing.get_context("spawn")  # a fork would copy our threads' locks
    ours, theirs = context.Pipe()
    process = context.Process(target=_work, args=(theirs, make, os.getpid()), daemon=False)
    process.start()
    theirs.close()
    return _Worker(process, ours)


def _give(worker: _Worker, given: tuple[Any, int]) -> None:
    worker.task = given
    with contextlib.suppress(OSError):  # it has died; `_answers` finds out
        worker.connection.send(given[0])


def _answers(crew: dict[int, _Worker]) -> Iterator[tuple[int, Any]]:
    """Wait until workers have answered or died; None stands for a death."""
    by_connection = {w.connection: number for number, w in crew.items() if w.task}
    for connection in wait(list(by_connection)):
        try:
            answer = connection.recv()  # type: ignore[union-attr]
        except (EOFError, OSError):
            answer = None
        yield by_connection[connection], answer  # type: ignore[index]


def _bury(worker: _Worker) -> None:
    worker.connection.close()
    worker.process.join(5)
    if worker.process.is_alive():
        worker.process.kill()
        worker.process.join()


def _work(connection: Connection, make: Callable[[], Workshop], driver: int) -> None:
    """Be a worker: one task after the other, until the driver hangs up or dies."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the driver decides
    _end_with(driver)
    workshop = make()
    with contextlib.closing(workshop):
        _serve(connection, workshop)
    os._exit(0)  # to tear PyTorch down would take longer than to grade three notebooks


def _serve(connection: Connection, workshop: Workshop) -> None:
    while True:
        try:
            task = connection.recv()
        except (EOFError, OSError):
            return
        try:
            answer = workshop.do(task)
        except Exception:
            answer = Fault(traceback.format_exc())
        connection.send(answer)


def _end_with(driver: int) -> None:
    """Let this process die when the driver does, however that happens."""
    from autograder.kernels.system_calls import die_with_parent

    die_with_parent(signal.SIGKILL, driver)
