"""Which wrong solution of the bank an attempt may hold.

Two solutions behave alike if they lose the same tests with the same messages. Numbers in messages
are left out, because every student's inputs are different; values that came decide only between
solutions that are otherwise alike.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from autograder.authoring import assignment as assignments
from autograder.authoring.bank import Entry, entries
from autograder.known.bank_validation import lost_tests
from autograder.results.observations import Message, Observation, message

if TYPE_CHECKING:
    from autograder.known.validation import TestResult


@dataclass(frozen=True)
class Misconception:
    """A wrong solution of the bank, and how it fails."""

    exercise: str
    name: str
    sentence: str
    lost: dict[str, Message] = field(hash=False)


@dataclass(frozen=True)
class Likeness:
    """What an attempt is like: one misconception, one of several, or none that is known."""

    candidates: tuple[Misconception, ...] = ()

    @property
    def words(self) -> str:
        """The likeness in words that claim no more than is known."""
        names = [candidate.name.replace("_", " ") for candidate in self.candidates]
        match names:
            case []:
                return "like none that the bank knows"
            case [name]:
                return f"could be: {name}"
        return f"could be one of: {', '.join(names)}"


def known_misconceptions(slug: str, exercise: str) -> list[Misconception]:
    """Try the bank's wrong solutions of one exercise, in this process; how each of them fails.

    One that loses nothing says nothing of a student, and is left out.
    """
    assignment = assignments.load(slug)  # as written: in a class, tests can count nothing
    known = []
    for entry in entries(assignment):
        wanted = (entry.exercise, entry.kind) == (exercise, "wrong")
        if wanted and (lost := lost_tests(assignment, entry)):
            known.append(_known(entry, lost))
    return known


def likeness(attempt: Observation, known: Iterable[Misconception]) -> Likeness:
    """Find the wrong solutions that fail as this attempt does."""
    alike = [
        each
        for each in known
        if each.exercise == attempt.exercise.id
        and set(each.lost) == set(attempt.lost)
        and all(each.lost[test].idea == own.idea for test, own in attempt.lost.items())
    ]
    most = max((_same_values(attempt, each) for each in alike), default=0)
    return Likeness(tuple(each for each in alike if _same_values(attempt, each) == most))


def _known(entry: Entry, lost: dict[str, TestResult]) -> Misconception:
    messages = {
        test: message(
            result.problem, result.details.get("likely", ""), result.details.get("got", "")
        )
        for test, result in lost.items()
    }
    return Misconception(entry.exercise, entry.name, entry.sentence, messages)


def _same_values(attempt: Observation, known: Misconception) -> int:
    return sum(known.lost[test].came == own.came for test, own in attempt.lost.items())
