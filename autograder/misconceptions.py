"""Which wrong solution of the bank an attempt behaves like.

Two solutions behave alike if they lose the same tests with the same messages. Numbers in messages
are left out, because every student's inputs are different; values that came decide only between
solutions that are otherwise alike.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from dataclasses import dataclass, field

from autograder import bank
from autograder.assignment import Assignment
from autograder.course import Course
from autograder.observations import Message, Observation, observe


@dataclass(frozen=True)
class Misconception:
    """A wrong solution of the bank, and how it fails; `lost` has no messages if it never ran."""

    exercise: str
    name: str
    sentence: str
    lost: dict[str, Message | None] = field(hash=False)


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
                return f"like {name}"
        return f"like one of: {', '.join(names)}"


def known_misconceptions(assignment: Assignment, graded: Course | None) -> list[Misconception]:
    """Return the bank's wrong solutions, with the messages of their own grading where recorded.

    `graded` is the course in which `check` has graded the bank. Without it, only the lists of lost
    tests that the bank's files state are known.
    """
    seen: dict[tuple[str, str], Observation] = {}
    if graded is not None and graded.notebook("source", ".", assignment.slug).is_file():
        seen = {(o.student, o.exercise.id): o for o in observe(graded, assignment)}
    return [
        _known(entry, seen.get((entry.student, entry.exercise)))
        for entry in bank.entries(assignment)
        if entry.kind == "wrong"
    ]


def likeness(attempt: Observation, known: Iterable[Misconception]) -> Likeness:
    """Find the wrong solutions that fail as this attempt does."""
    alike = [
        each
        for each in known
        if each.exercise == attempt.exercise.id
        and set(each.lost) == set(attempt.lost)
        and _same_ideas(attempt, each)
    ]
    most = max((_same_values(attempt, each) for each in alike), default=0)
    return Likeness(tuple(each for each in alike if _same_values(attempt, each) == most))


def _known(entry: bank.Entry, recorded: Observation | None) -> Misconception:
    lost: dict[str, Message | None] = dict.fromkeys(entry.must_fail)
    if recorded is not None and recorded.source.strip() == entry.source.strip():
        lost = dict(recorded.lost)
    sentence = (ast.get_docstring(ast.parse(entry.source)) or "").splitlines()[0]
    return Misconception(entry.exercise, entry.name, sentence, lost)


def _same_ideas(attempt: Observation, known: Misconception) -> bool:
    pairs = [(message, attempt.lost[test]) for test, message in known.lost.items()]
    return all(theirs is None or theirs.idea == ours.idea for theirs, ours in pairs)


def _same_values(attempt: Observation, known: Misconception) -> int:
    pairs = [(message, attempt.lost[test]) for test, message in known.lost.items()]
    return sum(theirs is not None and theirs.came == ours.came for theirs, ours in pairs)
