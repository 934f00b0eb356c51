"""Grade every solution of the banks and judge the tests by the result."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from rich.table import Table

from autograder import assignment as assignments
from autograder import bank
from autograder.assignment import Assignment
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
from autograder.csv_files import write_rows
from autograder.errors import UsageError

EXAMPLES = """\
  {prog}                       # every bank
  {prog} parameter_count       # the one whose tests you are writing
  {prog} --exercise rms_norm --messages      # one exercise, at once, in this process
  {prog} --messages --csv build/messages.csv # what every wrong solution reads first
"""
COLUMNS = ("assignment", "exercise", "kind", "name", "misjudged", "test", "message")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which banks, and how they are run."""
    add_assignments(parser)
    add_course(parser, Path("build/check"))
    add_execution(parser)
    parser.add_argument(
        "--exercise",
        help="only this exercise, in this process, as Validate runs it: no sandbox",
        metavar="NAME",
    )
    parser.add_argument(
        "--messages",
        action="store_true",
        help="what the first failing test says of each solution; in this process too",
    )
    parser.add_argument("--csv", type=Path, help="write the messages to this file", metavar="FILE")
    parser.add_argument(
        "--draws",
        type=int,
        default=1,
        help="with --exercise or --messages: how many draws of random inputs (%(default)s)",
        metavar="N",
    )


def run(options: argparse.Namespace) -> int:
    """Submit the banks, grade them, judge the tests."""
    if options.exercise or options.messages:
        return _run_here(options)
    if options.csv:
        raise UsageError("--csv writes what --messages collects; add --messages")
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


def _run_here(options: argparse.Namespace) -> int:
    """Judge entries without a sandbox, and say what each of them is told."""
    from autograder.bank_validation import trials  # PyTorch, which grading does without

    chosen = _with_exercise(options) if options.exercise else chosen_assignments(options)
    rows, good = [], True
    for assignment in chosen:
        for trial in trials(assignment, options.exercise or "", options.draws):
            entry = trial.entry
            good = good and not trial.misjudged
            verdict = trial.misjudged or ("caught" if entry.kind == "wrong" else "accepted")
            draw = f", draw {trial.draw}" if options.draws > 1 else ""
            say(f"{entry.exercise} {entry.kind} {entry.name}{draw}: {verdict}")
            test, message = trial.first
            if options.messages and test:
                say(f"    {test}: {message}")
            name = (trial.assignment, entry.exercise, entry.kind, entry.name)
            rows.append((*name, trial.misjudged, test, message))
    say(f"{len(rows)} verdicts, in this process; the sandbox has its say without --exercise")
    if options.csv:
        write_rows(options.csv, [COLUMNS, *rows])
    return Exit.OK if good else Exit.ATTENTION


def _with_exercise(options: argparse.Namespace) -> Iterable[Assignment]:
    """The assignments that have the exercise; only their texts are parsed, which takes long."""
    line = f"\nid: {options.exercise}\n"
    texts = {
        slug: (assignments.ASSIGNMENTS / slug / "assignment.md").read_text(encoding="utf-8")
        for slug in options.assignment or assignments.slugs()
        if slug in assignments.slugs()
    }
    found = [assignments.load(slug) for slug, text in texts.items() if line in text]
    found = [a for a in found if options.exercise in {e.id for e in a.exercises}]
    if not found:
        raise UsageError(f"no exercise {options.exercise!r} in {', '.join(texts) or 'these'}")
    return found


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
