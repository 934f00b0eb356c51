"""Each kind of process is killed while each kind of test runs: nobody loses a point by it."""

import contextlib
import os
import random
import signal
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest

from autograder.authoring import assignment
from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import (
    fill_in,
    grading_template,
    reference_solutions,
    released_notebook,
)
from autograder.course.folder import Course
from autograder.grading import sandbox_executor
from autograder.grading.judge.grading import code_cells
from autograder.grading.judge.settings import Settings
from autograder.grading.pipeline import grade
from autograder.grading.sandbox_executor import SandboxExecutor
from autograder.grading.workers import Pool
from tests.autograder.needs import needs_bubblewrap

TINY = Path(__file__).parents[1] / "assignments"
PROCESSES = ("nursery", "worker", "sandbox", "warm parent", "server", "supervisor", "kernel")
TESTS = ("parts-plain", "parts-forbidden", "parts-gradients", "parts-module")
ROUNDS_IN_FULL = 3  # of all pairs

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def kinds() -> Iterator[Assignment]:
    needs_bubblewrap()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment, "ASSIGNMENTS", TINY)
        yield assignment.load("kinds")


def course_in(folder: Path, kinds: Assignment, students: int) -> Course:
    course = Course.at(folder)
    course.release([kinds])
    reference = reference_solutions(kinds)
    wrong = {"parts": reference["parts"].replace("x.amax(-1", "2 * x.amax(0")}
    for number in range(students):
        notebook = fill_in(released_notebook(kinds), reference | (wrong if number % 4 == 3 else {}))
        course.submit(f"s{number:02}", "kinds", nbformat.writes(notebook).encode())
    return course


def rows(course: Course) -> list[tuple]:
    with course.gradebook() as gradebook:
        return sorted(
            (s.student_id, g.cell.name, g.auto_score, g.needs_manual_grade)
            for s in gradebook.assignment_submissions("kinds")
            for n in s.notebooks
            for g in n.grades
        )


def below(process: int) -> list[int]:
    with contextlib.suppress(OSError):
        threads = Path(f"/proc/{process}/task").iterdir()
        return [int(c) for t in threads for c in (t / "children").read_text().split()]
    return []


def program(process: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/comm").read_text().strip()
    return ""


def found(kind: str, nursery: int) -> list[int]:
    """The processes of this kind below the nursery, by their place in the tree."""
    if kind == "nursery":
        return [nursery]
    here = below(nursery)
    workers = [child for child in here if program(child) != "bwrap"]
    if kind == "worker":
        return workers
    rooms = [child for worker in workers for child in below(worker)]
    rooms += [child for child in here if child not in workers]  # the one that workers share
    if kind == "sandbox":
        return [room for room in rooms if program(room) == "bwrap"]
    while any(program(room) == "bwrap" for room in rooms):
        rooms = [c for room in rooms for c in (below(room) if program(room) == "bwrap" else [room])]
    for _ in range(PROCESSES[3:].index(kind)):
        rooms = [child for room in rooms for child in below(room)]
    return rooms


class Killer(threading.Thread):
    """Kills what is on its list, one after the other, each while the test in question runs."""

    def __init__(self, pool: Pool, wanted: list[tuple[str, int]], chance: random.Random):
        super().__init__(daemon=True)
        self.pool, self.wanted, self.chance = pool, wanted, chance
        self.done: list[tuple[str, int]] = []
        self.stop = False

    def run(self) -> None:
        while self.wanted and not self.stop:
            time.sleep(0.002)
            kind, cell = self.wanted[0]
            if [worker.place for worker in [*self.pool._crew.values()]] != [cell]:
                continue
            time.sleep(self.chance.uniform(0, 0.2))
            nursery = self.pool._nursery.number
            targets = found(kind, nursery) if nursery else []
            if targets:
                with contextlib.suppress(ProcessLookupError):
                    os.kill(self.chance.choice(targets), signal.SIGKILL)
                self.done.append(self.wanted.pop(0))
                time.sleep(0.5)


def test_whatever_is_killed_in_whatever_test_nobody_loses_a_point(
    tmp_path: Path, kinds: Assignment, full: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(4711)
    numbers = {
        cell.metadata.nbgrader.grade_id: number
        for number, cell in enumerate(code_cells(grading_template(kinds)), 1)
    }
    pairs = [(process, numbers[test]) for process in PROCESSES for test in TESTS]
    wanted = pairs * ROUNDS_IN_FULL
    chance.shuffle(wanted)
    if not full:
        tests = chance.sample(TESTS * 2, len(PROCESSES))
        wanted = [(p, numbers[t]) for p, t in zip(PROCESSES, tests, strict=True)]
    calm, disturbed = (course_in(tmp_path / n, kinds, 4) for n in ("calm", "other"))
    executor = SandboxExecutor(Settings(b"one secret for both"), 1)
    assert grade(calm, [kinds], executor).faults == {}
    assert {score for *_, score, manual in rows(calm)} == {0, 1}
    killers: list[Killer] = []
    made = sandbox_executor.pool

    def watched(*arguments: Any) -> Pool:
        pool = made(*arguments)
        killers.append(Killer(pool, wanted, chance))
        killers[-1].start()
        return pool

    monkeypatch.setattr(sandbox_executor, "pool", watched)
    while wanted:
        grade(disturbed, [kinds], executor, force=True)
        killers[-1].stop = True
        killers[-1].join()
        assert set(rows(disturbed)) <= set(rows(calm)), killers[-1].done
    monkeypatch.setattr(sandbox_executor, "pool", made)
    assert grade(disturbed, [kinds], executor).faults == {}
    assert rows(disturbed) == rows(calm)
    kills = [kill for killer in killers for kill in killer.done]
    assert {process for process, _ in kills} == set(PROCESSES)
    assert len(kills) == (len(pairs) * ROUNDS_IN_FULL if full else len(PROCESSES))
