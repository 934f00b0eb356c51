"""What a class found hard: per exercise the tests, the misconceptions, the points.

Everything is read from what grading left behind; no student's code is run, only that of the bank,
of which attempts remind. A page and a CSV come out.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import StatisticsError, correlation, fmean, median

from autograder.assignment import Assignment, Exercise
from autograder.course import Course
from autograder.csv_files import write_rows
from autograder.marks import mechanism
from autograder.misconceptions import Likeness, known_misconceptions, likeness
from autograder.observations import Observation, observe
from autograder.pages import render, write_page
from autograder.time_spent import minutes_spent

COLUMNS = ("assignment", "exercise", "what", "name", "students", "of", "share", "remark")
MOST_BARS = 26  # of a chart; more cannot be told apart
FEW = 10  # students; below, a correlation says nothing


@dataclass(frozen=True)
class Item:
    """One test: who passed it, and how well it tells strong from weak students."""

    id: str
    points: float
    passed: int
    attempts: int
    discrimination: float | None

    @property
    def name(self) -> str:
        """The mechanism that it tests."""
        return mechanism(self.id)

    @property
    def share(self) -> float:
        """The part of those who tried that passed."""
        return self.passed / self.attempts if self.attempts else 0.0


@dataclass(frozen=True)
class Seen:
    """A likeness, and the students whose attempts show it."""

    likeness: Likeness
    lost: tuple[str, ...]
    students: tuple[str, ...]


@dataclass(frozen=True)
class ExerciseReport:
    """One exercise of one class."""

    exercise: Exercise
    students: int
    attempts: int
    tests: tuple[Item, ...]
    seen: tuple[Seen, ...]
    scores: tuple[float, ...]
    solved: int

    @property
    def mean(self) -> float:
        """The mean of the points of all students."""
        return fmean(self.scores) if self.scores else 0.0

    @property
    def histogram(self) -> list[tuple[int, int]]:
        """How many students earned each whole number of points, none left out."""
        return histogram(self.scores, self.exercise.points)


@dataclass(frozen=True)
class Analysis:
    """An assignment as one class solved it."""

    assignment: Assignment
    exercises: tuple[ExerciseReport, ...]
    totals: tuple[float, ...]
    minutes: tuple[float, ...]

    @property
    def histogram(self) -> list[tuple[int, int]]:
        """How many students earned each total."""
        return histogram(self.totals, self.assignment.points)

    @property
    def median(self) -> float:
        """The median of the totals."""
        return median(self.totals) if self.totals else 0.0

    @property
    def median_minutes(self) -> float | None:
        """The median of the time spent, of those notebooks that tell."""
        return median(self.minutes) if self.minutes else None

    @property
    def hardest(self) -> list[tuple[Exercise, Item]]:
        """The three tests that most of those who tried lost."""
        counted = [each for each in self.exercises if each.exercise.points]
        items = [(each.exercise, test) for each in counted for test in each.tests]
        tried = [item for item in items if item[1].attempts and item[1].share < 1]
        return sorted(tried, key=lambda item: item[1].share)[:3]


def analyse(course: Course, assignment: Assignment) -> Analysis:
    """Analyse what has been graded of an assignment, worth what the class says."""
    observed = observe(course, assignment)
    totals: Counter[str] = Counter()
    for attempt in observed:
        totals[attempt.student] += attempt.score  # type: ignore[assignment]
    reports = []
    for exercise in assignment.exercises:
        own = [attempt for attempt in observed if attempt.exercise.id == exercise.id]
        tried = [attempt for attempt in own if attempt.attempted]
        lost = [attempt for attempt in tried if attempt.lost]
        known = known_misconceptions(assignment.slug, exercise.id) if lost else []
        tests = tuple(_item(exercise, test, tried, totals) for test in exercise.points_by_test)
        groups: dict[tuple[Likeness, tuple[str, ...]], list[str]] = {}
        for attempt in lost:
            key = likeness(attempt, known), tuple(attempt.lost)
            groups.setdefault(key, []).append(attempt.student)
        seen = [Seen(like, tests, tuple(students)) for (like, tests), students in groups.items()]
        seen.sort(key=lambda each: (-len(each.students), not each.likeness.candidates))
        scores = tuple(attempt.score for attempt in own)
        solved = len(tried) - len(lost)
        reports.append(
            ExerciseReport(exercise, len(own), len(tried), tests, tuple(seen), scores, solved)
        )
    submitted = (course.notebook("submitted", student, assignment.slug) for student in totals)
    times = [time for path in submitted if (time := minutes_spent(path)) is not None]
    return Analysis(assignment, tuple(reports), tuple(totals.values()), tuple(times))


def write_analysis(folder: Path, analysis: Analysis) -> tuple[Path, Path]:
    """Write the page and the CSV; their paths."""
    page = folder / f"{analysis.assignment.slug}.html"
    table = folder / f"{analysis.assignment.slug}.csv"
    write_page(page, render("item_analysis.html.j2", analysis=analysis))
    write_rows(table, [COLUMNS, *_rows(analysis)])
    return page, table


def histogram(scores: Iterable[float], most: float) -> list[tuple[int, int]]:
    """Count scores from each whole number to below the next, up to `most`; in wider steps if many.

    >>> histogram([2, 2, 0.5], 2)
    [(0, 1), (1, 0), (2, 2)]
    >>> histogram([99.5, 100, 3], 100)[::20]
    [(0, 1), (80, 0)]
    """
    scores = list(scores)
    last = math.floor(max([most, *scores]))  # extra credit may lead beyond
    step = math.ceil((last + 1) / MOST_BARS)
    counts = Counter(step * math.floor(score / step) for score in scores)
    return [(start, counts[start]) for start in range(0, last + 1, step)]


def _item(
    exercise: Exercise, test: str, tried: Sequence[Observation], totals: Counter[str]
) -> Item:
    most = exercise.points_by_test[test]
    passed = [test not in attempt.lost for attempt in tried]
    rest = [totals[attempt.student] - attempt.points[test] for attempt in tried]
    try:
        discrimination = correlation(passed, rest) if len(tried) >= FEW else None
    except StatisticsError:  # everybody passed, or nobody
        discrimination = None
    return Item(test, most, sum(passed), len(tried), discrimination)


def _rows(analysis: Analysis) -> Iterable[tuple[object, ...]]:
    slug = analysis.assignment.slug
    for report in analysis.exercises:
        name = report.exercise.id
        tried = report.attempts, report.students, _share(report.attempts, report.students)
        yield slug, name, "attempted", "", *tried, ""
        for test in report.tests:
            yield slug, name, "passed", test.id, test.passed, test.attempts, test.share, ""
        for seen in report.seen:
            names = " | ".join(each.name for each in seen.likeness.candidates) or "unknown"
            count = len(seen.students), report.attempts
            lost = " ".join(seen.lost)
            yield slug, name, "could be", names, *count, _share(*count), f"lost: {lost}"
        for score, count in report.histogram:
            share = _share(count, report.students)
            yield slug, name, "points", score, count, report.students, share, ""


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 0.0
