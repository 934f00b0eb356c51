"""Hand in the sample class, grade it, and compare with the grades that are known."""

from __future__ import annotations

import argparse

from autograder.commands import Exit
from autograder.commands.console import warn
from autograder.commands.grading import grade_and_summarise
from autograder.commands.options import (
    SAMPLE,
    add_assignments,
    add_course,
    add_execution,
    chosen_assignments,
    locked_course,
)
from autograder.course.scores import scores
from autograder.known import sample_class

EXAMPLES = """\
  {prog}                             # is this installation able to grade?
  {prog} causal_masking              # one assignment only
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which assignments, and how they are run."""
    add_assignments(parser)
    add_course(parser, SAMPLE)
    add_execution(parser)


def run(options: argparse.Namespace) -> int:
    """Submit, grade, compare."""
    chosen = chosen_assignments(options)
    with locked_course(options) as course:
        course.release(chosen)
        expected = sample_class.submit(course, chosen)
        outcome = grade_and_summarise(course, options, chosen)
        wrong = [
            f"{score.student}, {score.assignment}: {score.score:g}, must be {points:g}"
            for assignment in chosen
            for score in scores(course, assignment.slug)
            if (points := expected.get((score.student, score.assignment))) is not None
            and score.score != points
        ]
        for line in wrong:
            warn("wrong grade", line)
        if outcome.faults:
            return Exit.FAULT
        return Exit.ATTENTION if wrong else Exit.OK
