"""The bank judged in plain processes: each entry by its exercise's own tests, in milliseconds."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from itertools import groupby
from multiprocessing import get_context
from typing import TYPE_CHECKING

from autograder.authoring.assignment import Assignment
from autograder.authoring.bank import Entry, misjudged

if TYPE_CHECKING:
    from autograder.known.validation import TestResult

WORTH_A_FORK = 10  # verdicts
Place = tuple[Assignment, list[Entry]]


@dataclass(frozen=True)
class Trial:
    """An entry and what the tests made of it, with the inputs of one draw.

    `lost` has the tests that took points off, and what each said.
    """

    assignment: str
    entry: Entry
    draw: int
    lost: dict[str, str]

    @property
    def misjudged(self) -> str:
        """What is wrong with the verdict; empty if nothing."""
        return misjudged(self.entry, set(self.lost))

    @property
    def first(self) -> tuple[str, str]:
        """The first test that took points off, and what it said; two empty texts if none did."""
        return next(iter(self.lost.items()), ("", ""))


def lost_tests(
    assignment: Assignment, entry: Entry, seed_of: Callable[[str], int] | None = None
) -> dict[str, TestResult]:
    """Judge one entry here: the tests that took points off, with the inputs that students see."""
    from autograder.known.validation import validate
    from autograder.testing.draws import public_seed  # PyTorch with it, which grading does without

    [points] = [e.points_by_test for e in assignment.exercises if e.id == entry.exercise]
    results = validate(assignment, entry.exercise, entry.source, seed_of or public_seed)
    return {test: each for test, each in results.items() if each.points != points[test]}


def trials(
    assignment: Assignment, some: Iterable[Entry], draws: int = 1, seed: str = ""
) -> Iterator[Trial]:
    """Judge some entries here.

    Draw 0 has the inputs that students see; `seed` decides those of the others.
    """
    from autograder.testing.draws import public_seed

    for entry in some:
        for draw in range(draws):
            lost = lost_tests(
                assignment,
                entry,
                lambda test, draw=draw: public_seed(f"{test} {seed} {draw}" if draw else test),
            )
            said = {test: result.message for test, result in lost.items()}
            yield Trial(assignment.slug, entry, draw, said)


def quick_trials(
    assignment: Assignment, some: list[Entry], jobs: int, draws: int, seed: str
) -> Iterator[Trial]:
    """Judge some entries in processes forked from this one, which has imported PyTorch for all.

    With one job, or few verdicts to give, in this process.
    """
    if jobs == 1 or len(some) * draws < WORTH_A_FORK:
        yield from trials(assignment, some, draws, seed)
        return
    importlib.import_module("autograder.known.validation")
    yield from _by_processes("fork", [(assignment, [entry]) for entry in some], jobs, draws, seed)


def all_trials(
    due: Iterable[tuple[Assignment, Iterable[Entry]]], jobs: int, draws: int, seed: str
) -> Iterator[Trial]:
    """Judge the entries of assignments, exercise by exercise, in so many processes."""
    places = [
        (assignment, list(own))
        for assignment, some in due
        for _, own in groupby(some, lambda entry: entry.exercise)
    ]
    yield from _by_processes("spawn", places, jobs, draws, seed)


def _by_processes(
    start: str, places: list[Place], jobs: int, draws: int, seed: str
) -> Iterator[Trial]:
    with ProcessPoolExecutor(jobs, get_context(start)) as pool:
        for found in pool.map(partial(_trials_at, draws=draws, seed=seed), places):
            yield from found


def _trials_at(place: Place, draws: int, seed: str) -> list[Trial]:
    assignment, some = place
    return list(trials(assignment, some, draws, seed))
