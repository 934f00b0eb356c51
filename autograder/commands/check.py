"""Judge the tests by the bank: every wrong solution must fail, every right one earn all points.

Solutions are judged in plain processes, with the inputs that students see and with others, and then
in sandboxes, where students are graded. The first time here, plain processes judge them all and
sandboxes an eighth; after that both judge what has changed and, with every commit, another eighth
of the rest. --full leaves nothing out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from autograder.authoring import assignment as assignments
from autograder.authoring import bank
from autograder.authoring.assignment import Assignment
from autograder.base.csv_files import write_rows
from autograder.base.errors import UsageError
from autograder.commands import Exit
from autograder.commands.console import say
from autograder.commands.options import (
    DRAWS,
    DRAWS_IN_FULL,
    add_assignments,
    add_course,
    add_execution,
    chosen_assignments,
)
from autograder.known.bank_memory import seed_of_this_state
from autograder.known.bank_validation import quick_trials
from autograder.results.pages import counted

EXAMPLES = """\
  {prog}                       # every bank
  {prog} --full                # the same, and every solution in a sandbox
  {prog} parameter_count       # the one whose tests you are writing
  {prog} --exercise rms_norm --messages      # one exercise, at once, in no sandbox
  {prog} --messages --csv build/messages.csv # what every wrong solution reads first
"""
COLUMNS = ("assignment", "exercise", "kind", "name", "misjudged", "test", "message")


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which banks, and how they are run."""
    add_assignments(parser)
    add_course(parser, Path("build/check"))
    add_execution(parser)
    parser.add_argument(
        "--full",
        action="store_true",
        help=f"every solution in a sandbox, and {DRAWS_IN_FULL} draws of random inputs",
    )
    parser.add_argument(
        "--exercise",
        help="only this exercise, as Validate runs it, in no sandbox (--jobs 1: in this process)",
        metavar="NAME",
    )
    parser.add_argument(
        "--messages",
        action="store_true",
        help="what the first failing test says of each solution; in no sandbox either",
    )
    parser.add_argument("--csv", type=Path, help="write the messages to this file", metavar="FILE")
    parser.add_argument(
        "--draws",
        type=int,
        help=f"how many draws of random inputs ({DRAWS}; 1 with --exercise or --messages)",
        metavar="N",
    )
    parser.add_argument(
        "--seed",
        help="decides the draws after the first, and what a sandbox sees (default: the commit)",
        metavar="TEXT",
    )


def run(options: argparse.Namespace) -> int:
    """Judge the banks in plain processes and in sandboxes, and say where either errs."""
    options.seed = options.seed or seed_of_this_state()
    if options.exercise or options.messages:
        return _run_here(options)
    if options.csv:
        raise UsageError("--csv writes what --messages collects; add --messages")
    from autograder.commands.whole_check import check_banks  # nbgrader, which takes a second

    return check_banks(chosen_assignments(options), options)


def _run_here(options: argparse.Namespace) -> int:
    """Judge entries without a sandbox, and say what each of them is told."""
    chosen = _with_exercise(options) if options.exercise else chosen_assignments(options)
    rows, good = [], True
    draws = options.draws or 1
    for assignment in chosen:
        both = [*bank.entries(assignment), *bank.references(assignment)]
        own = [e for e in both if options.exercise in (None, e.exercise)]
        for trial in quick_trials(assignment, own, options.jobs, draws, options.seed):
            entry = trial.entry
            good = good and not trial.misjudged
            verdict = trial.misjudged or ("caught" if entry.kind == "wrong" else "accepted")
            draw = f", draw {trial.draw}" if draws > 1 else ""
            say(f"{entry.title}{draw}: {verdict}")
            test, message = trial.first
            if options.messages and test:
                say(f"    {test}: {message}")
            name = (trial.assignment, entry.exercise, entry.kind, entry.name)
            rows.append((*name, trial.misjudged, test, message))
    given = counted(len(rows), "verdict")
    say(f"{given}, as Validate gives them; the sandbox has its say without --exercise")
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
