"""Judge the tests by the bank: every wrong solution must fail, every right one earn all points.

Solutions are judged in plain processes, with the inputs that students see and with others, and then
in sandboxes, where students are graded. The first time here, plain processes judge them all and
sandboxes a quarter; after that both judge what has changed and another quarter of the rest. --full
leaves nothing out.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from rich.table import Table

from autograder.authoring import assignment as assignments
from autograder.authoring import bank
from autograder.authoring.assignment import Assignment
from autograder.authoring.bank import Entry
from autograder.base.csv_files import write_rows
from autograder.base.errors import UsageError
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
from autograder.known import graded_bank
from autograder.known.bank_memory import BankMemory, drawn_sheets, seed_of_this_state
from autograder.known.bank_validation import all_trials, trials
from autograder.known.graded_bank import Verdict

EXAMPLES = """\
  {prog}                       # every bank
  {prog} --full                # the same, and every solution in a sandbox
  {prog} parameter_count       # the one whose tests you are writing
  {prog} --exercise rms_norm --messages      # one exercise, at once, in this process
  {prog} --messages --csv build/messages.csv # what every wrong solution reads first
"""
COLUMNS = ("assignment", "exercise", "kind", "name", "misjudged", "test", "message")
DRAWS = 3  # of a whole check: what students see, and two that change with every commit
DRAWS_IN_FULL = 50


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
    chosen = chosen_assignments(options)
    with locked_course(options) as course:
        memory = BankMemory(course.root / ".bank.json")
        due = [(assignment, _due(assignment, memory, options)) for assignment in chosen]
        bad = _judged_in_plain_processes([_first_time_all(*it, memory) for it in due], options)
        course.release(chosen)
        for assignment, some in due:
            graded_bank.submit(course, assignment, some)
        sheets = {entry.student for _, some in due for entry in some}
        options.student = [*graded_bank.FIXED, *sheets]
        outcome = run_with_progress(course, options, chosen)
        verdicts = {a.slug: graded_bank.judge(course, a, some) for a, some in due}
        _print_verdicts([verdict for own in verdicts.values() for verdict in own])
        report_faults(outcome)
        if outcome.faults:
            return Exit.FAULT
        for assignment in chosen:
            own = bad[assignment.slug]
            own |= {v.title for v in verdicts[assignment.slug] if v.misjudged}
            memory.note(assignment, bank.entries(assignment), own)
        return Exit.ATTENTION if any(bad.values()) else Exit.OK


def _due(assignment: Assignment, memory: BankMemory, options: argparse.Namespace) -> list[Entry]:
    """All that stands on a sheet with something that changed, or on one that is drawn."""
    everything = bank.entries(assignment)
    if options.full:
        return everything
    changed = memory.changed(assignment, everything)
    sheets = drawn_sheets(assignment, everything, options.seed) | {e.sheet for e in changed}
    due = [entry for entry in everything if entry.sheet in sheets]
    new = f", {len(changed)} of them changed" if changed else ""
    say(f"due in sandboxes: {assignment.slug}, {len(due)} of {len(everything)} solutions{new}")
    return due


def _first_time_all(
    assignment: Assignment, due: list[Entry], memory: BankMemory
) -> tuple[Assignment, list[Entry]]:
    return assignment, due if memory.knows(assignment) else bank.entries(assignment)


def _judged_in_plain_processes(
    due: list[tuple[Assignment, list[Entry]]], options: argparse.Namespace
) -> dict[str, set[str]]:
    """Judge these entries and say what is misjudged; the titles of those, by assignment."""
    bad: dict[str, set[str]] = {assignment.slug: set() for assignment, _ in due}
    draws, count = options.draws or (DRAWS_IN_FULL if options.full else DRAWS), 0
    for trial in all_trials(due, options.jobs, draws, options.seed):
        count += 1
        if trial.misjudged:
            bad[trial.assignment].add(trial.entry.title)
            again = f"--exercise {trial.entry.exercise} --draws {draws} --seed {options.seed}"
            where = f"{trial.assignment} {trial.entry.title}, draw {trial.draw}"
            warn("misjudged", f"{where}: {trial.misjudged}; see it with: check {again}")
    say(f"in plain processes: {count} verdicts, {draws} draws of seed {options.seed}")
    return bad


def _run_here(options: argparse.Namespace) -> int:
    """Judge entries without a sandbox, and say what each of them is told."""
    chosen = _with_exercise(options) if options.exercise else chosen_assignments(options)
    rows, good = [], True
    draws = options.draws or 1
    for assignment in chosen:
        own = [e for e in bank.entries(assignment) if options.exercise in (None, e.exercise)]
        for trial in trials(assignment, own, draws, options.seed):
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
            where = f"{verdict.assignment} {verdict.title}"
            warn("misjudged", f"{where}: {verdict.misjudged}")


def _share(verdicts: list[Verdict], kind: str) -> str:
    own = [verdict for verdict in verdicts if verdict.kind == kind]
    return f"{sum(verdict.good for verdict in own)} / {len(own)}"
