"""How time and memory grow with the class.

The start imports PyTorch, outside of the sandbox and in it, and costs seconds whatever the size. It
is measured by itself, with a class of one submission for each worker; what each further one costs
is what must not grow.
"""

from __future__ import annotations

from pathlib import Path
from statistics import median

from autograder.assignment import Assignment
from autograder.course import Course
from benchmarks.grading.classes import submit_class
from benchmarks.grading.commands import Use, engine, measure
from benchmarks.measure import Row

JOBS = 2
BAR = 3.0  # seconds
STARTS = 3  # whose median counts: everything else is compared with it


def rows(assignment: Assignment, sizes: list[int], folder: Path) -> list[Row]:
    """Seconds for each submission, with and without the start, and the driver's peak memory."""
    start = median(
        _grade(assignment, JOBS, folder / f"start_{number}").wall for number in range(STARTS)
    )
    made = [
        Row("growth", f"start: the first {JOBS}", start, "s", f"{BAR:g} s", BAR / start, 1.0),
    ]
    for size in sizes:
        use = _grade(assignment, size, folder / f"class_of_{size}")
        note = f"driver {use.peak:.0f} MiB, {use.cpu / size:.3f} CPU s each"
        further = (use.wall - start) / (size - JOBS)
        made += [
            Row("growth", f"{size} submissions", use.wall / size, "s each", note=note),
            Row("growth", f"{size}, after the start", further, "s each"),
        ]
    return made


def _grade(assignment: Assignment, size: int, folder: Path) -> Use:
    course = Course.at(folder)
    course.release([assignment])
    submit_class(course, assignment, size)
    return measure(f"{size}", engine(assignment.slug, "--jobs", f"{JOBS}"), course.root)
