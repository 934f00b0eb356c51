"""Grading a class: stock nbgrader and the sandboxed engine on the same submissions.

    python -m benchmarks.grading --submissions 20 --assignment causal_masking

One line a system: wall and processor time of the whole command with all its descendants, notebooks
a minute, and whether the scores are the same cell by cell. `--start` measures the way from the
request for a kernel to its first result instead.
"""

from __future__ import annotations

import argparse
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

import nbformat

from autograder import assignment as assignments
from autograder.assignment import Assignment
from autograder.authoring import fill_in, reference_solutions, released_notebook
from autograder.bank import entries
from autograder.course import Course
from autograder.reports import scores


@dataclass(frozen=True)
class Line:
    """What one system needed."""

    name: str
    wall: float
    cpu: float
    scores: dict[str, dict[str, float]]


def submit_class(course: Course, assignment: Assignment, count: int) -> None:
    """Hand in a class: flawless, untouched and mistaken notebooks in turn."""
    reference = reference_solutions(assignment)
    # the library's own answer is at hand in stock grading, and is not in the sandbox
    wrong = [e for e in entries(assignment) if e.kind == "wrong" and "course_lib" not in e.source]
    for number in range(count):
        entry = wrong[number % len(wrong)]
        kinds = (reference, {}, reference | {entry.exercise: entry.source}, reference)
        notebook = fill_in(released_notebook(assignment), kinds[number % len(kinds)])
        content = nbformat.writes(notebook).encode()
        course.submit(f"student{number:04}", assignment.slug, content)


def measure(name: str, command: list[str], course: Course, slug: str) -> Line:
    """Run one command and add up what it and its descendants used."""
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, cwd=course.root, capture_output=True, text=True, check=False)
    wall = time.perf_counter() - began
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):
        sys.exit(f"{name} failed:\n{done.stdout[-2000:]}\n{done.stderr[-2000:]}")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    found = {score.student: score.by_test for score in scores(course, slug)}
    return Line(name, wall, cpu, found)


def compare(assignment: Assignment, count: int, jobs: int) -> list[Line]:
    """Grade the same class with each system, in a folder of its own."""
    slug = assignment.slug
    with tempfile.TemporaryDirectory() as folder:
        courses = [Course.at(Path(folder) / name) for name in ("stock", "sandbox")]
        for course in courses:
            course.release([assignment])
            submit_class(course, assignment, count)
        python, root = sys.executable, str(Path(__file__).parents[1])
        os.environ["PYTHONPATH"] = root
        os.environ["OMP_NUM_THREADS"] = "1"
        stock = [python, "-m", "nbgrader", "autograde", slug]
        stock += ["--CourseDirectory.submitted_directory=submitted"]
        engine = [python, "-m", "autograder", "grade", slug, "--course", ".", "--jobs", str(jobs)]
        return [
            measure("stock nbgrader autograde", stock, courses[0], slug),
            measure(f"sandbox, {jobs} jobs, with feedback", engine, courses[1], slug),
        ]


def kernel_starts(assignment: Assignment, count: int) -> list[float]:
    """Seconds from the request for a kernel to the result of its first cell."""
    from autograder.kernels.isolation import Limits
    from autograder.kernels.sandbox import Sandbox
    from autograder.trusted.kernel import Kernel
    from autograder.trusted.warm_parents import WarmParent

    parent = WarmParent(Sandbox.BUBBLEWRAP)
    parent.prepare((), "", imports="import torch")
    taken = []
    for number in range(count):
        began = time.perf_counter()
        kernel = Kernel(parent, Limits(), number)
        kernel.ask({"do": "run", "source": "import torch; torch.ones(2).sum()"})
        taken.append(time.perf_counter() - began)
        kernel.close()
    parent.close()
    return taken


def report(lines: list[Line], count: int) -> None:
    """Print the table."""
    first = lines[0]
    print(
        f"{'':34} {'wall s':>8} {'per min':>8} {'CPU s each':>11} {'speed':>7} {'CPU':>7}  scores"
    )
    for line in lines:
        same = "same" if line.scores == first.scores else "DIFFERENT"
        print(
            f"{line.name:34} {line.wall:8.1f} {60 * count / line.wall:8.1f} "
            f"{line.cpu / count:11.2f} {first.wall / line.wall:6.1f}x {first.cpu / line.cpu:6.1f}x"
            f"  {same}"
        )
        for student, tests in line.scores.items():
            for test, score in tests.items():
                if score != first.scores[student][test]:
                    print(f"    {student} {test}: {score:g}, not {first.scores[student][test]:g}")


def main() -> None:
    """Parse the command line and print one table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--submissions", type=int, default=20)
    parser.add_argument("--assignment", default="scaled_dot_product_attention")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--start", action="store_true", help="measure kernel starts")
    options = parser.parse_args()
    assignment = assignments.load(options.assignment)
    if options.start:
        taken = kernel_starts(assignment, options.submissions)
        print(f"kernel start to first result: median {1000 * statistics.median(taken):.0f} ms")
        return
    report(compare(assignment, options.submissions, options.jobs), options.submissions)


if __name__ == "__main__":
    main()
