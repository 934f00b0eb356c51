"""Grade every solution of the banks and judge the tests by the result."""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.table import Table

from autograder import bank
from autograder.bank import Verdict
from autograder.commands import Exit
from autograder.commands.console import console, say, warn
from autograder.commands.grading import report_faults, run_with_progress
from autograder.commands.options import (
    add_assignments,
    add_course,
    add_execution,
    chosen_assignments,
    locked_course,
)

EXAMPLES = """\
  {prog}                       # every bank
  {prog} parameter_count       # the one whose tests you are writing
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which banks, and how they are run."""
    add_assignments(parser)
    add_course(parser, Path("build/check"))
    add_execution(parser)


def run(options: argparse.Namespace) -> int:
    """Submit the banks, grade them, judge the tests."""
    chosen = chosen_assignments(options)
    with locked_course(options) as course:
        course.release(chosen)
        submitted = {assignment.slug: bank.submit(course, assignment) for assignment in chosen}
        outcome = run_with_progress(course, options, chosen)
        verdicts = [
            verdict
            for assignment in chosen
            for verdict in bank.judge(course, assignment, submitted[assignment.slug])
        ]
        _print_verdicts(verdicts)
        report_faults(outcome)
        if outcome.faults:
            return Exit.FAULT
        return Exit.OK if all(verdict.good for verdict in verdicts) else Exit.ATTENTION


def _print_verdicts(verdicts: list[Verdict]) -> None:
    table = Table("assignment", "exercise", "wrong caught", "right accepted", title="Bank")
    for assignment, exercise in dict.fromkeys((v.assignment, v.exercise) for v in verdicts):
        own = [v for v in verdicts if (v.assignment, v.exercise) == (assignment, exercise)]
        if exercise:
            table.add_row(assignment, exercise, _share(own, "wrong"), _share(own, "right"))
    say(f"wrong solutions caught: {_share(verdicts, 'wrong')}")
    say(f"right solutions accepted: {_share(verdicts, 'right')}")
    console.print(table)
    for verdict in verdicts:
        if not verdict.good:
            where = f"{verdict.assignment} {verdict.exercise} {verdict.kind} {verdict.name}"
            warn("misjudged", f"{where}: {verdict.misjudged}")


def _share(verdicts: list[Verdict], kind: str) -> str:
    own = [verdict for verdict in verdicts if verdict.kind == kind]
    return f"{sum(verdict.good for verdict in own)} / {len(own)}"
