"""The bank handed in as a class, sheet by sheet, and what its grades should have been."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import nbformat

from autograder.authoring.assignment import Assignment
from autograder.authoring.bank import Entry, misjudged
from autograder.authoring.notebooks import fill_in, reference_solutions, released_notebook
from autograder.course.folder import Course
from autograder.course.scores import Score, scores

FIXED: tuple[str, ...] = ("reference", "untouched", "half_done")  # submitted beside the sheets


@dataclass(frozen=True)
class Verdict:
    """What an entry, or one of the three fixed submissions, should have earned and did."""

    assignment: str
    exercise: str
    kind: str
    name: str
    misjudged: str

    @property
    def title(self) -> str:
        """The title of the entry, or what tells a fixed submission from the others."""
        return f"{self.exercise} {self.kind} {self.name}".strip()

    @property
    def good(self) -> bool:
        """Whether grading did what it must."""
        return not self.misjudged


def submit(course: Course, assignment: Assignment, bank: Iterable[Entry]) -> None:
    """Submit entries of the bank, the reference, an untouched and a half-done notebook."""
    reference = reference_solutions(assignment)
    half_done = {exercise: reference[exercise] for exercise in first_half(assignment)}
    submissions = dict(zip(FIXED, (reference, dict[str, str](), half_done), strict=True))
    for entry in bank:
        sheet = submissions.setdefault(entry.student, dict(reference))
        sheet[entry.exercise] = entry.source
    untouched = released_notebook(assignment)
    for student, solutions in submissions.items():
        notebook = nbformat.writes(fill_in(untouched, solutions))
        course.submit(student, assignment.slug, notebook.encode())


def first_half(assignment: Assignment) -> list[str]:
    """The exercises that a half-done submission solves: the first half of them, rounded up."""
    ids = [exercise.id for exercise in assignment.exercises]
    return ids[: (len(ids) + 1) // 2]


def judge(course: Course, assignment: Assignment, bank: Iterable[Entry]) -> list[Verdict]:
    """Compare the gradebook with what each submission must earn, to the point."""
    earned = {score.student: score for score in scores(course, assignment.slug)}
    half = sum(e.points for e in assignment.exercises if e.id in first_half(assignment))
    fixed = dict(zip(FIXED, (assignment.tested_points, 0, half), strict=True))
    verdicts = [
        Verdict(assignment.slug, "", "fixed", name, _expect(earned.get(name), points))
        for name, points in fixed.items()
    ]
    points = {exercise.id: exercise.points_by_test for exercise in assignment.exercises}
    for entry in bank:
        reason = _misjudged(entry, earned.get(entry.student), points[entry.exercise])
        verdicts.append(Verdict(assignment.slug, entry.exercise, entry.kind, entry.name, reason))
    return verdicts


def _expect(score: Score | None, points: float) -> str:
    if score is None:
        return "has no grade"
    return "" if score.score == points else f"earned {score.score:g}, must earn {points:g}"


def _misjudged(entry: Entry, score: Score | None, points: dict[str, float]) -> str:
    if score is None:
        return "has no grade"
    return misjudged(entry, {t for t, value in points.items() if score.by_test.get(t) != value})
