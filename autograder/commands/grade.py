"""Grade what has been submitted; feedback pages and a CSV come out."""

from __future__ import annotations

import argparse

from autograder.commands import Exit
from autograder.commands.grading import grade_and_summarise
from autograder.commands.options import (
    add_assignments,
    add_course,
    add_execution,
    add_students,
    chosen_assignments,
    locked_course,
)

EXAMPLES = """\
  {prog}                                   # what is new or changed, all assignments
  {prog} causal_masking --student ada --student blaise
  {prog} --force --jobs 8                  # everything again, eight at a time
  {prog} --scheduler tcp://127.0.0.1:8786  # on a Dask cluster
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which submissions, and how they are run."""
    add_assignments(parser)
    add_course(parser)
    add_execution(parser)
    add_students(parser)


def run(options: argparse.Namespace) -> int:
    """Grade the class."""
    chosen = chosen_assignments(options)
    with locked_course(options) as course:
        course.release(chosen)
        if grade_and_summarise(course, options, chosen).faults:
            return Exit.FAULT
        return Exit.ATTENTION if course.no_students() else Exit.OK
