"""What a feedback page says of one exercise."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from autograder.authoring.assignment import Exercise
from autograder.results.feedback.graded_test import GradedTest
from autograder.results.feedback.shown import Cell


@dataclass(frozen=True)
class Section:
    """One exercise."""

    exercise: Exercise
    tests: list[GradedTest]
    cell: Cell
    comment: Markup | None
    added: list[Cell] = field(default_factory=list)

    @property
    def score(self) -> float:
        """The points of its tests."""
        return sum(test.score for test in self.tests)

    @property
    def held(self) -> int:
        """How many tests hold."""
        return sum(test.state == "right" for test in self.tests)
