"""The bank of an exercise: wrong solutions named after their misconception, and right ones.

``bank/<exercise>/wrong/<misconception>.py`` replaces the solution cell. Its docstring says what
is wrong, and its line ``# fails: shapes values`` names the tests that must take points off.
``bank/<exercise>/right/<approach>.py`` must earn every point.

Exercises are scored apart, so one notebook, a sheet, carries one solution of each: sheet 7 holds
the seventh of every exercise, and the reference where a bank is shorter.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder.authoring.assignment import Assignment, AssignmentError
from autograder.authoring.notebooks import fill_in, reference_solutions, released_notebook
from autograder.course.folder import Course
from autograder.course.scores import Score, scores

FIXED: tuple[str, ...] = ("reference", "untouched", "half_done")  # submitted beside the sheets


@dataclass(frozen=True)
class Entry:
    """One solution in the bank."""

    exercise: str
    kind: str
    name: str
    source: str
    must_fail: tuple[str, ...]
    sheet: int = 0

    @property
    def title(self) -> str:
        """What tells the entry from the others of its assignment."""
        return f"{self.exercise} {self.kind} {self.name}"

    @property
    def student(self) -> str:
        """The name under which the entry's sheet is submitted."""
        return f"sheet_{self.sheet:03}"


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


def entries(assignment: Assignment) -> list[Entry]:
    """All solutions in an assignment's bank; ``AssignmentError`` if one is malformed."""
    found = []
    for exercise in assignment.exercises:
        paths = {
            kind: sorted((assignment.folder / "bank" / exercise.id / kind).glob("*.py"))
            for kind in ("wrong", "right")
        }
        for kind, solutions in paths.items():
            if not solutions:
                raise AssignmentError(f"{assignment.slug}: {exercise.id} has no {kind} solution")
        pairs = [(kind, path) for kind, solutions in paths.items() for path in solutions]
        tests = set(exercise.points_by_test)
        found += [
            _entry(exercise.id, kind, path, tests, sheet)
            for sheet, (kind, path) in enumerate(pairs, start=1)
        ]
    return found


def submit(
    course: Course, assignment: Assignment, sheets: Collection[int] | None = None
) -> list[Entry]:
    """Submit the bank, or these sheets of it, the reference, an untouched and a half-done notebook.

    Returns the entries that were submitted.
    """
    bank = [e for e in entries(assignment) if sheets is None or e.sheet in sheets]
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
    return bank


def first_half(assignment: Assignment) -> list[str]:
    """The exercises that a half-done submission solves: the first half of them, rounded up."""
    ids = [exercise.id for exercise in assignment.exercises]
    return ids[: (len(ids) + 1) // 2]


def judge(course: Course, assignment: Assignment, bank: Iterable[Entry]) -> list[Verdict]:
    """Compare the gradebook with what each submission must earn, to the point."""
    earned = {score.student: score for score in scores(course, assignment.slug)}
    half = sum(e.points for e in assignment.exercises if e.id in first_half(assignment))
    fixed = dict(zip(FIXED, (assignment.points, 0, half), strict=True))
    verdicts = [
        Verdict(assignment.slug, "", "fixed", name, _expect(earned.get(name), points))
        for name, points in fixed.items()
    ]
    points = {exercise.id: exercise.points_by_test for exercise in assignment.exercises}
    for entry in bank:
        reason = _misjudged(entry, earned.get(entry.student), points[entry.exercise])
        verdicts.append(Verdict(assignment.slug, entry.exercise, entry.kind, entry.name, reason))
    return verdicts


def _entry(exercise: str, kind: str, path: Path, tests: set[str], sheet: int) -> Entry:
    source = path.read_text(encoding="utf-8")
    if ast.get_docstring(ast.parse(source)) is None:
        raise AssignmentError(f"{path.name} of {exercise} needs a docstring that says what it is")
    named = re.search(r"^# fails: (.+)$", source, re.MULTILINE)
    must_fail = tuple(f"{exercise}-{name}" for name in named.group(1).split()) if named else ()
    if (kind == "wrong") != bool(must_fail) or not tests.issuperset(must_fail):
        known = " ".join(sorted(test.removeprefix(f"{exercise}-") for test in tests))
        raise AssignmentError(
            f"{path.name} of {exercise}: a wrong solution, and only that, names the tests that "
            f"it fails in a line '# fails: …', from: {known}"
        )
    solution = re.sub(r"^# fails: .+\n+", "", source, flags=re.MULTILINE)
    return Entry(exercise, kind, path.stem, solution, must_fail, sheet)


def _expect(score: Score | None, points: float) -> str:
    if score is None:
        return "has no grade"
    return "" if score.score == points else f"earned {score.score:g}, must earn {points:g}"


def _misjudged(entry: Entry, score: Score | None, points: dict[str, float]) -> str:
    if score is None:
        return "has no grade"
    return misjudged(entry, {t for t, value in points.items() if score.by_test.get(t) != value})


def misjudged(entry: Entry, lost: set[str]) -> str:
    """What is wrong with a verdict that took points off in the tests `lost`; empty if nothing."""
    if entry.kind == "right":
        return f"is right, but lost {', '.join(sorted(lost))}" if lost else ""
    passed = sorted(set(entry.must_fail) - lost)
    return f"passed {', '.join(passed)}" if passed else ""
