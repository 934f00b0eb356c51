"""The pool: every task has one answer, whoever dies, and nobody waits for the one who saves."""

import os
import time
from pathlib import Path

import pytest

from autograder.workers import Fault, run_tasks

pytestmark = pytest.mark.filterwarnings("ignore")


class Bench:
    """A workshop whose tasks are places to leave a mark at, or orders to fail or die."""

    def do(self, task: str) -> str:
        if task == "fail":
            raise ValueError("as told")
        if task == "die":
            os._exit(1)
        if task.startswith("/"):
            Path(task).touch()
        return task.upper()

    def close(self) -> None: ...


def test_every_task_has_its_answer() -> None:
    tasks = [f"task {number}" for number in range(7)]
    assert sorted(run_tasks(tasks, 2, Bench)) == [(task, task.upper()) for task in tasks]


def test_a_task_that_nobody_survives_is_a_fault_and_the_others_go_on() -> None:
    answers = dict(run_tasks(["die", "fail", "one", "two"], 2, Bench))
    assert (answers["one"], answers["two"]) == ("ONE", "TWO")
    assert answers["die"] == Fault("the process that graded it died, several times")
    assert "as told" in answers["fail"].reason


def test_the_next_task_runs_while_the_caller_saves_an_answer(tmp_path: Path) -> None:
    places = [tmp_path / name for name in ("first", "second")]
    answers = run_tasks(map(str, places), 1, Bench)
    assert next(answers)[0] == str(places[0])
    end = time.monotonic() + 60
    while not places[1].exists():  # nobody has asked for the second answer
        assert time.monotonic() < end, "the worker is waiting"
        time.sleep(0.01)
    assert next(answers)[0] == str(places[1])


def test_no_more_tasks_are_taken_than_workers_can_do() -> None:
    taken = []

    def tasks():
        for number in range(9):
            taken.append(number)
            yield f"task {number}"

    answers = run_tasks(tasks(), 2, Bench)
    next(answers)
    assert len(taken) <= 3
    answers.close()
