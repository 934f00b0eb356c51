"""Make what students receive: released notebooks, START, and a set-up that needs Python alone.

It is a folder and the same as one archive. In it, `python start.py` sets the course up and opens
JupyterLab; no solution, no hidden test and no bank is among it.
"""

from __future__ import annotations

import argparse

from autograder.commands import Exit
from autograder.commands.console import say
from autograder.commands.options import (
    add_release,
    chosen_assignments,
    locked_course,
)
from autograder.errors import UsageError

EXAMPLES = """\
  {prog}                                    # every assignment
  {prog} language_models tokenization       # the first two
  {prog} --course ~/spring-term
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which assignments, of which course."""
    add_release(parser)


def run(options: argparse.Namespace) -> int:
    """Make the folder and the archive anew."""
    from autograder.handout.handout import make_handout

    chosen = chosen_assignments(options)
    with locked_course(options) as course:
        try:
            archive = make_handout(course, chosen)
        except FileNotFoundError as error:
            raise UsageError(f"{error.filename}: not released yet; run release first") from error
    say(f"for students: {archive}")
    return Exit.OK
