"""Say which mistakes each exercise knows: what a student reads first, and what to ask.

For instructors: the table is made by trying the bank's wrong solutions here, and quotes hidden
tests. It needs no class; it is written into the course folder, which students never receive.
"""

from __future__ import annotations

import argparse

from autograder.authoring import assignment as assignments
from autograder.base.errors import UsageError
from autograder.base.near_names import did_you_mean
from autograder.commands import Exit
from autograder.commands.console import say
from autograder.commands.options import (
    add_assignments,
    add_course,
    add_jobs,
    chosen_assignments,
)

EXAMPLES = """\
  {prog} causal_masking                       # course/misconceptions/causal_masking.html
  {prog} causal_masking --exercise causal_mask --format markdown
  {prog} --format csv                         # every assignment: minutes
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which exercises, in which form."""
    add_assignments(parser)
    add_course(parser)
    parser.add_argument("--exercise", help="only this exercise", metavar="ID")
    parser.add_argument(
        "--format", choices=("html", "csv", "markdown"), default="html", help="(%(default)s)"
    )
    add_jobs(parser, "solutions")


def run(options: argparse.Namespace) -> int:
    """Write one file for each assignment."""
    from autograder.results.misconception_table import SUFFIXES, WRITERS, rows

    chosen = chosen_assignments(options)
    if options.exercise:
        known = {each.id: it for it in chosen for each in it.exercises}
        if options.exercise not in known:
            meant = did_you_mean(options.exercise, known)
            raise UsageError(f"--exercise {options.exercise}: {meant}")
        chosen = [it for it in chosen if options.exercise in {each.id for each in it.exercises}]
    for assignment in chosen:
        as_written = assignments.load(assignment.slug)  # in a class, tests can count nothing
        found = list(rows(as_written, options.exercise, options.jobs))
        name = "_".join(filter(None, (assignment.slug, options.exercise)))
        path = options.course / "misconceptions" / f"{name}{SUFFIXES[options.format]}"
        WRITERS[options.format](path, f"{assignment.title}: what can go wrong", found)
        say(f"{path}: {len(found)} wrong solutions")
    return Exit.OK
