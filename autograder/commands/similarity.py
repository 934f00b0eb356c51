"""List pairs of solutions that are suspiciously alike; never a verdict.

Names, comments and layout do not matter. What the release, the author's solutions or a third of
the class hold is left out, and so are short solutions. A page shows the pairs side by side; a CSV
lists them.
"""

from __future__ import annotations

import argparse

from autograder.commands import Exit
from autograder.commands.console import say
from autograder.commands.options import (
    add_assignments,
    add_course,
    chosen_assignments,
    existing_course,
)

EXAMPLES = """\
  {prog}                          # every assignment: course/similarity/
  {prog} parameter_count          # one of them
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which class."""
    add_assignments(parser)
    add_course(parser)


def run(options: argparse.Namespace) -> int:
    """Compare each assignment's solutions, write its page and its CSV."""
    from autograder.results.similarity import compare, write_report

    course = existing_course(options)
    for assignment in chosen_assignments(options):
        report = compare(course, assignment)
        for path in write_report(course.root / "similarity", report):
            say(str(path))
        say(f"  pairs to look at: {len(report.pairs)}, among {report.students} students")
    return Exit.OK
