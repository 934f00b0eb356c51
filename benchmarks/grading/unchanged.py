"""A second run over a class that is graded: what it costs to see that there is nothing to do.

The class is graded by the pipeline itself, with an executor that runs nothing. Of small classes
two are measured, and the line through them says what a class of full size would cost.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from autograder.assignment import Assignment
from autograder.course import Course
from autograder.executors import Job
from autograder.pipeline import grade
from benchmarks.grading.classes import submit_class
from benchmarks.grading.commands import Use, measure
from benchmarks.measure import Row

STUDENTS = 1000
ROUNDS = 3  # whose quickest counts: the line is steep where one was disturbed
BAR = 2.0  # milliseconds of processor time


def rows(assignments: list[Assignment], sizes: list[int], folder: Path) -> list[Row]:
    """Milliseconds of CPU a submission; of the last size, and of `STUDENTS` by the line."""
    course = Course.at(folder)
    course.release(assignments)
    made, seconds = [], []
    for size in sizes:
        _grow(course, assignments, size)
        use, count = _nothing_done(course), size * len(assignments)
        seconds.append((count, use.cpu))
        note = f"{use.wall:.1f} s, driver {use.peak:.0f} MiB"
        made.append(_row(f"{size} × {len(assignments)}", count, use.cpu, note))
    if len(seconds) > 1:
        (few, first), (many, last) = seconds[0], seconds[-1]
        slope = (last - first) / (many - few)
        count = STUDENTS * len(assignments)
        note = f"from the line: {1000 * slope:.2f} ms for each further one"
        total = first + slope * (count - few)
        made.append(_row(f"{STUDENTS} × {len(assignments)}", count, total, note))
    return made


class _Untried:
    """An executor that gives every point and runs nothing."""

    def run(self, jobs: Iterable[Job]) -> Iterator[Job]:
        """Yield each job as it came."""
        for job in jobs:
            for cell in job.notebook.cells:
                if cell.cell_type == "code":
                    cell.execution_count, cell.outputs = 1, []
            yield job


def _grow(course: Course, assignments: list[Assignment], size: int) -> None:
    for assignment in assignments:
        submit_class(course, assignment, size)
    outcome = grade(course, assignments, _Untried())
    if outcome.faults:
        raise RuntimeError(next(iter(outcome.faults.values())))


def _nothing_done(course: Course) -> Use:
    command = [sys.executable, "-m", "autograder", "grade", "--course", "."]
    measure("settle", command, course.root)  # the youngest submissions are read once more
    uses = [measure("unchanged", command, course.root) for _ in range(ROUNDS)]
    return min(uses, key=lambda use: use.cpu)


def _row(subject: str, count: int, cpu: float, note: str) -> Row:
    each = 1000 * cpu / count
    bar = 1.0 if count >= STUDENTS else None
    return Row("unchanged", subject, each, "CPU ms each", f"{BAR:g} ms", BAR / each, bar, note)
