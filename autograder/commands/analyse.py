"""Show what a class found hard: tests, misconceptions, points; a page and a CSV.

Run it after grading. It compares every failing attempt with the wrong solutions of the bank, as
`check` has graded them; without that, by the lists of lost tests that the bank's files state.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.commands import Exit
from autograder.commands.console import say
from autograder.commands.options import (
    add_assignments,
    add_course,
    chosen_assignments,
    graded_course,
)

EXAMPLES = """\
  {prog}                          # every assignment: course/analysis/
  {prog} causal_masking           # one of them
  {prog} --bank /srv/llm/check    # where `check --course` graded the bank
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which class, and where the bank was graded."""
    add_assignments(parser)
    add_course(parser)
    parser.add_argument(
        "--bank",
        type=Path,
        default=Path("build/check"),
        help="the folder in which `check` graded the bank (%(default)s)",
        metavar="FOLDER",
    )


def run(options: argparse.Namespace) -> int:
    """Analyse each assignment, write its page and its CSV."""
    from autograder.course import Course
    from autograder.item_analysis import analyse, write_analysis

    chosen = chosen_assignments(options)
    course, bank = graded_course(options, chosen), Course.at(options.bank)
    for assignment in chosen:
        analysis = analyse(course, assignment, bank)
        for path in write_analysis(course.root / "analysis", analysis):
            say(str(path))
        for exercise, test in analysis.hardest:
            say(f"  hard: {exercise.title}, {test.name}: {test.passed} of {test.attempts} passed")
    return Exit.OK
