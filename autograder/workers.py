"""A pool of grading processes that outlives the death of any of them.

Each worker has one task at a time, so it is known whose task a dead worker had. That one is
tried again by another worker; a task that no worker survives is a fault, never a zero. A worker
says where it is and when it will be heard of again; one that is silent for longer is killed.
"""

from __future__ import annotations

import contextlib
import pickle
import threading
import time
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, Protocol, TypeVar

from autograder.errors import GraderFault
from autograder.nursery import Common, Nursery

Task = TypeVar("Task")
Report = Callable[[object, float], None]
MOST_TRIES = 3
MOST_FAULTS_IN_A_ROW = 3
MOST_SILENCES = 2  # of a worker at the same place
SECONDS_TO_BEGIN = 300  # for a worker to import, on a busy machine
SECONDS_TO_HANG_UP = 1


class Workshop(Protocol):
    """What a worker makes once, at its start, and then uses for every task."""

    def do(self, task: Any, report: Report) -> Any:
        """Return the result of one task.

        `report` is told a place in the task and the seconds within which it is told the next.
        """
        ...

    def close(self) -> None:
        """Give back what is held."""
        ...


@dataclass
class Fault:
    """Why a task has no result: an error of ours."""

    reason: str
    kind: str = ""


@dataclass
class _At:
    place: object
    seconds: float


@dataclass
class _Silence:
    place: object


@dataclass
class _Given(Generic[Task]):
    """A task, as it is given to a worker: `now` may be less than what was asked for."""

    task: Task
    now: Task
    tries: int = 1
    silences: list[object] = field(default_factory=list)


@dataclass
class _Worker:
    number: int
    connection: Connection
    given: _Given | None = None
    place: object = None
    ends_at: float = 0

    def expect(self, place: object, seconds: float) -> None:
        """Note where it is and until when it must be heard."""
        self.place, self.ends_at = place, time.monotonic() + seconds

    def take(self) -> _Given:
        """Free the worker of its task."""
        given, self.given = self.given, None
        if given is None:
            raise RuntimeError("a worker without a task has answered")
        return given


class Pool(Generic[Task]):
    """Workers, started when they are needed.

    `make` builds the workshop of a worker, with what the `nursery`'s workers use together if there
    is such a thing; it must be picklable. `without` makes of a task one that leaves out a place at
    which workers fell silent.
    """

    def __init__(
        self,
        make: Callable[..., Workshop],
        workers: int = 1,
        without: Callable[[Task, object], Task] | None = None,
        nursery: Nursery | None = None,
    ):
        self._start = pickle.dumps((_work, make))
        self._size, self._without = workers, without
        self._crew: dict[int, _Worker] = {}
        self._nursery = nursery or Nursery()
        self._faults: list[Fault] = []

    def __enter__(self) -> Pool[Task]:
        return self

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        self.close(at_once=kind is not None)

    def run(self, tasks: Iterable[Task]) -> Iterator[tuple[Task, Any]]:
        """Yield each task with its result or `Fault`, as soon as it is there.

        Tasks are taken from the iterable only when a worker is free, so that a long class needs
        no more memory. `GraderFault` after several faults of one kind and no result.
        """
        waiting = (_Given(task, task) for task in tasks)
        again: deque[_Given[Task]] = deque()
        while self._employ(waiting, again):
            for worker, answer in self._answers():
                given = worker.take()
                if isinstance(answer, Fault | _Silence):
                    answer = self._failed(given, answer, again)
                    if answer is None:
                        continue
                else:
                    self._faults.clear()
                self._employ(waiting, again)  # nobody is to wait while the caller saves the answer
                yield given.task, answer
                self._give_up_on_all(answer)

    def close(self, at_once: bool = False) -> None:
        """End all workers, side by side; `at_once` waits for none of them."""
        for worker in self._crew.values():
            worker.connection.close()
        self._crew.clear()
        self._nursery.close(at_once)

    def _employ(self, waiting: Iterator[_Given[Task]], again: deque[_Given[Task]]) -> bool:
        """Give every free worker a task; whether anybody has one."""
        for place in range(self._size):
            busy = place in self._crew and self._crew[place].given is not None
            given = None if busy else (again.popleft() if again else next(waiting, None))
            if given is not None:
                if place not in self._crew:
                    self._crew[place] = self._started()
                _give(self._crew[place], given)
        return any(worker.given for worker in self._crew.values())

    def _started(self) -> _Worker:
        ours, theirs = Pipe()
        with theirs:
            return _Worker(self._nursery.fork(self._start, theirs), ours)

    def _answers(self) -> Iterator[tuple[_Worker, Any]]:
        """Wait until workers have answered, died (a `Fault`) or fallen silent."""
        busy = {w.connection: place for place, w in self._crew.items() if w.given}
        first = min(self._crew[place].ends_at for place in busy.values())
        ready = wait(list(busy), max(0, first - time.monotonic()))
        for connection in ready:
            place = busy[connection]  # type: ignore[index]
            worker = self._crew[place]
            try:
                answer = worker.connection.recv()
            except (EOFError, OSError):
                answer = Fault("the process that graded it died, several times", "death")
                del self._crew[place]
                worker.connection.close()
            if isinstance(answer, _At):
                worker.expect(answer.place, answer.seconds)
            else:
                yield worker, answer
        for connection, place in busy.items():
            worker = self._crew.get(place)
            late = worker is not None and time.monotonic() > worker.ends_at
            if worker is not None and late and connection not in ready and worker.given:
                self._kill(place)
                yield worker, _Silence(worker.place)

    def _kill(self, place: int) -> None:
        worker = self._crew.pop(place)
        self._nursery.kill_worker(worker.number)
        worker.connection.close()

    def _failed(
        self, given: _Given[Task], answer: Fault | _Silence, again: deque[_Given[Task]]
    ) -> Fault | None:
        """Let a task be tried again; the fault where it has been tried often enough."""
        if isinstance(answer, _Silence):
            given.silences.append(answer.place)
            often = given.silences.count(answer.place) >= MOST_SILENCES
            if often and answer.place is not None and self._without is not None:
                less = self._without(given.now, answer.place)
                again.append(_Given(given.task, less, 1, given.silences))
                return None
            answer = Fault("the process that graded it did not come to an end", "silence")
        if given.tries < MOST_TRIES:
            again.append(_Given(given.task, given.now, given.tries + 1, given.silences))
            return None
        self._faults.append(answer)
        return answer

    def _give_up_on_all(self, answer: Any) -> None:
        """Stop where one fault comes again and again: it is no matter of single tasks."""
        recent = self._faults[-MOST_FAULTS_IN_A_ROW:]
        alike = len({fault.kind for fault in recent}) == 1
        if isinstance(answer, Fault) and alike and len(recent) == MOST_FAULTS_IN_A_ROW:
            raise GraderFault(
                f"stopped: {len(recent)} notebooks in a row could not be graded, for a "
                f"reason that is not the students': {answer.reason.strip().splitlines()[-1]}"
            )


class Helper(Generic[Task]):
    """One worker for callers in several threads that have their own way of handing out tasks."""

    def __init__(self, pool: Pool[Task]):
        self._pool, self._lock = pool, threading.Lock()

    def do(self, task: Task) -> Any:
        """Return the result of one task, or a `Fault`."""
        with self._lock:
            [(_, answer)] = self._pool.run([task])
            return answer

    def close(self) -> None:
        """End the worker."""
        self._pool.close(at_once=True)


def _give(worker: _Worker, given: _Given) -> None:
    worker.given = given
    worker.expect(None, SECONDS_TO_BEGIN)
    with contextlib.suppress(OSError):  # it has died; `_answers` finds out
        worker.connection.send(given.now)


def _work(connection: Connection, make: Callable[..., Workshop], *common: Common) -> None:
    """Be a worker: one task after the other, until the driver hangs up."""
    with contextlib.closing(make(*common)) as workshop:
        while True:
            try:
                task = connection.recv()
            except (EOFError, OSError):
                return
            connection.send(_done(workshop, task, lambda *at: connection.send(_At(*at))))


def _done(workshop: Workshop, task: Any, report: Report) -> Any:
    try:
        return workshop.do(task, report)
    except BaseException as error:  # a dead kernel is no `Exception`
        return Fault(traceback.format_exc(), type(error).__name__)
