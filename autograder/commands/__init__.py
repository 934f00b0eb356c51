"""The commands, one file each.

A command's module has `add_options`, which adds to its parser; `run`, which does the work and
returns an exit code; `EXAMPLES`, which end its help; and a docstring whose first line is the help.
"""

from enum import IntEnum
from pathlib import Path

_ALL = (
    "release",
    "handout",
    "collect",
    "grade",
    "explain",
    "feedback",
    "export",
    "analyse",
    "similarity",
    "misconceptions",
    "check",
    "sample",
    "lab",
    "doctor",
)
# The copy that students install has the last two only.
NAMES = tuple(name for name in _ALL if Path(__file__).with_name(f"{name}.py").is_file())


class Exit(IntEnum):
    """What a command tells the script that called it."""

    OK = 0
    ATTENTION = 1
    USAGE = 2
    FAULT = 3


EXIT_CODES = """\
exit codes:
  0  everything is done and well
  1  done, but something wants your attention: a test that misjudges a solution, a file not
     collected, a grade not exported, a notebook with problems
  2  the command cannot be carried out as it was given, or on this machine as it is
  3  a fault of the grader's: nobody loses points by it; run the command again
"""
