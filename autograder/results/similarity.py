"""Solutions that are more alike than chance explains: material for a conversation, no verdict.

Of every solution those fingerprints count that are neither in the release, nor in the author's
solutions, nor in the work of a large part of the class. What is left of a short or usual solution
is too little to say anything, and nothing is said.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

import nbformat

from autograder.authoring import bank
from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import reference_solutions, released_notebook
from autograder.base.csv_files import write_rows
from autograder.base.marks import grade_id_of, is_solution
from autograder.course.folder import Course
from autograder.results.fingerprints import Fingerprints, fingerprints
from autograder.results.pages import render, write_page

LEAST_SHARED = 12  # fingerprints: about forty unusual tokens
LEAST_TOKENS = 50  # a shorter solution can be written in few ways
LEAST_SHARE = 0.5  # of the smaller solution's unusual fingerprints
COMMON_SHARE, COMMON_COUNT = 1 / 3, 4  # what more students than both write is the task's own
MOST_SHOWN = 50  # pairs on the page
ADDED = "added cells"
COLUMNS = ("assignment", "exercise", "student", "other", "share", "shared", "least", "remark")
REMARK = "alike in this part; no verdict"


@dataclass(frozen=True)
class Solution:
    """What one student wrote for one exercise."""

    student: str
    exercise: str
    source: str


@dataclass(frozen=True)
class Side:
    """One solution of a pair: its lines, and which of them the other has too."""

    student: str
    lines: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Pair:
    """Two solutions that are alike; `share` is of the smaller one's unusual fingerprints."""

    exercise: str
    left: Side
    right: Side
    shared: int
    smaller: int

    @property
    def share(self) -> float:
        """How much of the smaller solution's own part the other has too."""
        return self.shared / self.smaller


@dataclass(frozen=True)
class Report:
    """One assignment of one class."""

    assignment: Assignment
    students: int
    pairs: tuple[Pair, ...]


def compare(course: Course, assignment: Assignment) -> Report:
    """Compare all solutions of an assignment that were handed in, exercise by exercise."""
    solutions = list(_solutions(course, assignment))
    known = _known(assignment)
    by_exercise: dict[str, list[Solution]] = defaultdict(list)
    for solution in solutions:
        by_exercise[solution.exercise].append(solution)
    pairs = [
        pair
        for exercise, own in by_exercise.items()
        for pair in alike(own, known.get(exercise, [s for part in known.values() for s in part]))
    ]
    pairs.sort(key=lambda pair: (-pair.share, -pair.shared, pair.left.student))
    return Report(assignment, len({s.student for s in solutions}), tuple(pairs))


def alike(solutions: Sequence[Solution], known: Iterable[str] = ()) -> list[Pair]:
    """Return the pairs of one exercise's solutions that are alike beyond what is `known`."""
    usual = {mark for source in known for mark in fingerprints(source).lines}
    printed = [fingerprints(solution.source) for solution in solutions]
    holders = Counter(mark for each in printed for mark in each.lines)
    most = max(COMMON_COUNT, COMMON_SHARE * len(solutions))
    usual |= {mark for mark, count in holders.items() if count > most}
    own = [each.lines.keys() - usual for each in printed]
    where: dict[int, list[int]] = defaultdict(list)
    for number, marks in enumerate(own):
        for mark in marks:
            where[mark].append(number)
    shared = Counter(pair for numbers in where.values() for pair in combinations(numbers, 2))
    found = []
    for (a, b), count in shared.items():
        smaller = min(len(own[a]), len(own[b]))
        shortest = min(printed[a].tokens, printed[b].tokens)
        if shortest < LEAST_TOKENS or count < LEAST_SHARED:
            continue
        if count >= LEAST_SHARE * smaller:
            both = own[a] & own[b]
            left, right = (_side(solutions[i], printed[i], both) for i in (a, b))
            found.append(Pair(solutions[a].exercise, left, right, count, smaller))
    return found


def write_report(folder: Path, report: Report) -> tuple[Path, Path]:
    """Write the page and the CSV; their paths."""
    slug = report.assignment.slug
    page, table = folder / f"{slug}.html", folder / f"{slug}.csv"
    titles = {exercise.id: exercise.title for exercise in report.assignment.exercises}
    shown = report.pairs[:MOST_SHOWN]
    write_page(page, render("similarity.html.j2", report=report, pairs=shown, titles=titles))
    rows = [
        (slug, p.exercise, p.left.student, p.right.student, p.share, p.shared, p.smaller, REMARK)
        for p in report.pairs
    ]
    write_rows(table, [COLUMNS, *rows])
    return page, table


def _solutions(course: Course, assignment: Assignment) -> Iterable[Solution]:
    for student in course.students(assignment.slug):
        path = course.notebook("rebuilt", student, assignment.slug)
        if not path.is_file():
            continue
        added = []
        for cell in nbformat.read(path, as_version=4).cells:
            name = grade_id_of(cell)
            if name is not None and is_solution(cell):
                yield Solution(student, name, cell.source)
            elif cell.cell_type == "code" and name is None:
                added.append(cell.source)
        if added:
            yield Solution(student, ADDED, "\n\n".join(added))


def _known(assignment: Assignment) -> dict[str, list[str]]:
    """What the release and the author's own solutions hold, by exercise."""
    released = [cell for cell in released_notebook(assignment).cells if cell.cell_type == "code"]
    everywhere = [cell.source for cell in released]
    known = {
        name: [source, *everywhere] for name, source in reference_solutions(assignment).items()
    }
    for entry in bank.entries(assignment):
        if entry.kind == "right":
            known[entry.exercise].append(entry.source)
    return known


def _side(solution: Solution, printed: Fingerprints, shared: Iterable[int]) -> Side:
    marked = {line for mark in shared for line in printed.lines[mark]}
    lines = enumerate(solution.source.splitlines(), start=1)
    return Side(solution.student, tuple((text, number in marked) for number, text in lines))
