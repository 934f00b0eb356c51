"""Grade what has been submitted; feedback pages and a CSV come out."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from autograder.base.errors import UsageError
from autograder.base.near_names import did_you_mean
from autograder.base.quick_start import importing
from autograder.commands import Exit
from autograder.commands.options import (
    add_assignments,
    add_course,
    add_execution,
    add_students,
    chosen_assignments,
    locked_course,
)

if TYPE_CHECKING:
    from autograder.authoring.assignment import Assignment
    from autograder.course.folder import Course
    from autograder.grading.nursery import Nursery

EXAMPLES = """\
  {prog}                                   # what is new or changed, all assignments
  {prog} causal_masking --student ada      # her again, changed or not
  {prog} causal_masking --exercise causal_mask  # this exercise again, the others stay
  {prog} --force --jobs 8                  # everything again, eight at a time
  {prog} --scheduler tcp://127.0.0.1:8786  # on a Dask cluster
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which submissions, and how they are run."""
    add_assignments(parser)
    add_course(parser)
    add_execution(parser)
    add_students(parser)
    parser.add_argument(
        "--exercise",
        help="grade this exercise again, and leave the others as they are",
        metavar="ID",
    )


def run(options: argparse.Namespace) -> int:
    """Grade the class."""
    from autograder.grading.execution import begun

    with begun(options) as nursery:
        return _grade(options, nursery)


def _grade(options: argparse.Namespace, nursery: Nursery | None) -> int:
    with importing():
        from autograder.commands.grading import grade_and_summarise

    chosen = chosen_assignments(options)
    if options.exercise:
        chosen = _with_exercise(chosen, options.exercise)
    with locked_course(options) as course:
        _check_students(course, chosen, options.student or [])
        if not options.assignment:  # to make the others would take a new class half a minute
            chosen = [each for each in chosen if course.students(each.slug)]
        options.force = bool(options.force or options.student or options.exercise)
        course.release(chosen)
        if grade_and_summarise(course, options, chosen, nursery).faults:
            return Exit.FAULT
        return Exit.ATTENTION if course.no_students() else Exit.OK


def _with_exercise(chosen: list[Assignment], exercise: str) -> list[Assignment]:
    having = [a for a in chosen if exercise in [e.id for e in a.exercises]]
    if not having:
        known = {e.id for assignment in chosen for e in assignment.exercises}
        raise UsageError(f"--exercise {exercise}: {did_you_mean(exercise, known)}")
    return having


def _check_students(course: Course, chosen: list[Assignment], wanted: list[str]) -> None:
    """A name that handed in nothing is a mistake, not a run of no length."""
    known = {student for assignment in chosen for student in course.students(assignment.slug)}
    for student in wanted:
        if student not in known:
            raise UsageError(
                f"--student {student}: among those who handed in, {did_you_mean(student, known)}"
            )
