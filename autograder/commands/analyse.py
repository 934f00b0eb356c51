"""Show what a class found hard: tests, misconceptions, points; a page and a CSV.

Run it after grading. It compares every failing attempt with the wrong solutions of the bank, which
it tries in this process.
"""

from __future__ import annotations

import argparse

from autograder.commands import Exit
from autograder.commands.console import say
from autograder.commands.options import (
    add_assignments,
    add_course,
    graded_assignments,
)

EXAMPLES = """\
  {prog}                          # every assignment: course/analysis/
  {prog} causal_masking           # one of them
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which class."""
    add_assignments(parser)
    add_course(parser)


def run(options: argparse.Namespace) -> int:
    """Analyse each assignment, write its page and its CSV."""
    from autograder.item_analysis import analyse, write_analysis

    course, chosen = graded_assignments(options)
    for assignment in chosen:
        analysis = analyse(course, assignment)
        for path in write_analysis(course.root / "analysis", analysis):
            say(str(path))
        for exercise, test in analysis.hardest:
            say(f"  hard: {exercise.title}, {test.name}: {test.passed} of {test.attempts} passed")
    return Exit.OK
