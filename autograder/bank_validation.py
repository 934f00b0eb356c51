"""The bank judged in this process: each entry by its exercise's own tests, in milliseconds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from autograder.assignment import Assignment
from autograder.bank import Entry, entries, misjudged
from autograder.testing.draws import public_seed
from autograder.validation import TestResult, validate


@dataclass(frozen=True)
class Trial:
    """An entry and what the tests made of it, with the inputs of one draw."""

    assignment: str
    entry: Entry
    draw: int
    lost: dict[str, TestResult]

    @property
    def misjudged(self) -> str:
        """What is wrong with the verdict; empty if nothing."""
        return misjudged(self.entry, set(self.lost))

    @property
    def first(self) -> tuple[str, str]:
        """The first test that took points off, and what it said; two empty texts if none did."""
        return next(((test, result.message) for test, result in self.lost.items()), ("", ""))


def trials(assignment: Assignment, exercise: str = "", draws: int = 1) -> Iterator[Trial]:
    """Judge the entries of one exercise, or of all; draw 0 is what students see."""
    points = {e.id: e.points_by_test for e in assignment.exercises}
    for entry in entries(assignment):
        if exercise in ("", entry.exercise):
            for draw in range(draws):
                results = validate(
                    assignment,
                    entry.exercise,
                    entry.source,
                    lambda test, draw=draw: public_seed(f"{test} {draw}" if draw else test),
                )
                most = points[entry.exercise]
                lost = {test: r for test, r in results.items() if r.points != most[test]}
                yield Trial(assignment.slug, entry, draw, lost)
