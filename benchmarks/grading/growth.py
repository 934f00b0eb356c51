"""How time and memory grow with the class.

The start costs seconds whatever the size; what one more submission costs is shown by itself.
"""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

from autograder.assignment import Assignment
from autograder.course import Course
from benchmarks.grading.classes import submit_class
from benchmarks.grading.commands import engine, measure
from benchmarks.measure import Row


def rows(assignment: Assignment, sizes: list[int], folder: Path) -> list[Row]:
    """Seconds for each submission and the driver's peak memory, for classes of these sizes."""
    made, walls = [], {}
    for size in sizes:
        course = Course.at(folder / f"class_of_{size}")
        course.release([assignment])
        submit_class(course, assignment, size)
        use = measure(f"{size}", engine(assignment.slug, "--jobs", "2"), course.root)
        note = f"driver {use.peak:.0f} MiB, {use.cpu / size:.3f} CPU s each"
        made.append(Row("growth", f"{size} submissions", use.wall / size, "s each", note=note))
        walls[size] = use.wall
    for few, many in pairwise(sizes):
        each = (walls[many] - walls[few]) / (many - few)
        made.append(Row("growth", f"those from {few} to {many}", each, "s each"))
    return made
