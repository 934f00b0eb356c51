"""The pool: every task has one answer, whoever dies, and nobody waits for the one who saves."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from autograder.base.errors import GraderFault
from autograder.grading.run_folder import RunFolder, remove_lost
from autograder.grading.workers import Fault, Pool, Report

pytestmark = pytest.mark.filterwarnings("ignore")


def run_tasks(tasks: Iterable[str], workers: int, make: type) -> Iterator[tuple[str, object]]:
    with Pool(make, workers, without) as pool:
        yield from pool.run(tasks)


def without(task: str, place: object) -> str:
    return f"{task} without {place}"


class Bench:
    """A workshop whose tasks are places to leave a mark at, or orders to fail or die."""

    def do(self, task: str, report: Report) -> str:
        if task == "fail":
            raise ValueError("as told")
        if task == "die":
            os._exit(1)
        if task == "stick":  # where Python cannot interrupt it, for all that is known
            report("the third place", 0.2)
            time.sleep(60)
        if task == "still":
            (Path(tempfile.gettempdir()) / f"busy-{os.getpid()}").touch()
            time.sleep(60)
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
    assert answers["die"] == Fault("the process that graded it died, several times", "death")
    assert "as told" in answers["fail"].reason


def test_what_does_not_come_to_an_end_is_left_out_the_third_time() -> None:
    [answer] = run_tasks(["stick"], 2, Bench)
    assert answer == ("stick", "STICK WITHOUT THE THIRD PLACE")


def test_a_fault_that_comes_again_and_again_stops_everything() -> None:
    answers = run_tasks(["one", *["fail"] * 1000], 1, Bench)  # of two, either may be first
    assert next(answers) == ("one", "ONE")
    with pytest.raises(GraderFault, match=r"3 notebooks in a row .* ValueError: as told"):
        list(answers)


def test_faults_of_several_kinds_stop_nothing() -> None:
    tasks = ["fail", "die", "fail", "one", "fail", "fail"]
    assert [task for task, _ in run_tasks(tasks, 1, Bench)] == tasks


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


STUCK = """
import sys, time
from tests.autograder.grading.test_workers import Bench, run_tasks
from autograder.base.interruption import Interrupted, interruptible
try:
    with interruptible():
        list(run_tasks(["still"] * 3, 3, Bench))
except Interrupted as signal:
    sys.exit(signal.exit_code)
"""


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP, signal.SIGKILL])
def test_an_ended_run_leaves_nothing(tmp_path: Path, number: signal.Signals) -> None:
    root = Path(__file__).parents[3]
    environment = os.environ | {"TMPDIR": str(tmp_path), "PYTHONPATH": str(root)}
    driver = subprocess.Popen([sys.executable, "-c", STUCK], env=environment, cwd=tmp_path)
    end = time.monotonic() + 60
    while len(list(tmp_path.glob("*/busy-*"))) < 3:
        assert time.monotonic() < end, "the workers did not begin"
        time.sleep(0.05)
    workers = [int(path.name.partition("-")[2]) for path in tmp_path.glob("*/busy-*")]
    driver.send_signal(number)
    driver.send_signal(number)  # impatience changes nothing
    began = time.monotonic()
    code = driver.wait(60)
    took = time.monotonic() - began
    assert code == (-9 if number == signal.SIGKILL else 128 + number)
    assert took < 5, "they are ended side by side"
    if number == signal.SIGKILL:
        assert list(tmp_path.iterdir()) != []
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("tempfile.tempdir", str(tmp_path))
            remove_lost()
    assert list(tmp_path.iterdir()) == []
    end = time.monotonic() + 10
    while any(Path(f"/proc/{worker}").exists() for worker in workers):
        assert time.monotonic() < end, "a worker outlives its driver"
        time.sleep(0.05)


def test_the_folder_of_a_living_run_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    mine = RunFolder()
    other = RunFolder()  # looks for lost ones
    assert mine.path.is_dir()
    mine.remove()
    assert list(tmp_path.iterdir()) == [other.path]
    other.remove()
