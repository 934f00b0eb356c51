"""A check of whole banks: in plain processes, then in sandboxes, where students are graded."""

from __future__ import annotations

import argparse

from rich.table import Table

from autograder.authoring import bank
from autograder.authoring.assignment import Assignment
from autograder.authoring.bank import Entry
from autograder.commands import Exit
from autograder.commands.console import console, say, warn
from autograder.commands.grading import report_faults, run_with_progress
from autograder.commands.options import DRAWS, DRAWS_IN_FULL, locked_course
from autograder.known import graded_bank
from autograder.known.bank_memory import BankMemory, drawn_sheets
from autograder.known.bank_validation import all_trials
from autograder.known.graded_bank import Verdict
from autograder.results.pages import counted


def check_banks(chosen: list[Assignment], options: argparse.Namespace) -> Exit:
    """Judge what is due of these banks, and say where the tests err."""
    with locked_course(options) as course:
        memory = BankMemory(course.root / ".bank.json")
        banks = [(assignment, bank.entries(assignment)) for assignment in chosen]
        due = [
            (assignment, _due(assignment, whole, memory, options)) for assignment, whole in banks
        ]
        plain = [
            part if memory.knows(part[0]) else all_ for part, all_ in zip(due, banks, strict=True)
        ]
        bad = _judged_in_plain_processes(plain, options)
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
        for assignment, whole in banks:
            own = bad[assignment.slug]
            own |= {v.title for v in verdicts[assignment.slug] if v.misjudged}
            memory.note(assignment, whole, own, options.seed)
        return Exit.ATTENTION if any(bad.values()) else Exit.OK


def _due(
    assignment: Assignment, whole: list[Entry], memory: BankMemory, options: argparse.Namespace
) -> list[Entry]:
    """All that stands on a sheet with something that changed, or on one that is drawn.

    What a seed draws is judged once: a second time, with the same inputs, would tell nothing new.
    """
    if options.full:
        return whole
    changed = memory.changed(assignment, whole)
    sheets = {entry.sheet for entry in changed}
    if options.draws or not memory.was_drawn(assignment, options.seed):
        sheets |= drawn_sheets(assignment, whole, options.seed)
    due = [entry for entry in whole if entry.sheet in sheets]
    new = f", {len(changed)} of them changed" if changed else ""
    if due:
        say(f"due in sandboxes: {assignment.slug}, {len(due)} of {len(whole)} solutions{new}")
    return due


def _judged_in_plain_processes(
    due: list[tuple[Assignment, list[Entry]]], options: argparse.Namespace
) -> dict[str, set[str]]:
    """Judge these entries and say what is misjudged; the titles of those, by assignment."""
    bad: dict[str, set[str]] = {assignment.slug: set() for assignment, _ in due}
    draws, count = options.draws or (DRAWS_IN_FULL if options.full else DRAWS), 0
    alike: dict[tuple[str, Entry, str], list[int]] = {}  # an entry's line is said once
    for trial in all_trials(due, options.jobs, draws, options.seed):
        count += 1
        if trial.misjudged:
            bad[trial.assignment].add(trial.entry.title)
            case = trial.assignment, trial.entry, trial.misjudged
            alike.setdefault(case, []).append(trial.draw)
    for (slug, entry, why), found in alike.items():
        again = f"--exercise {entry.exercise} --draws {draws} --seed {options.seed}"
        more = f" and {len(found) - 1} more" if len(found) > 1 else ""
        where = f"{slug} {entry.title}, draw {found[0]}{more}"
        warn("misjudged", f"{where}: {why}; see it with: check {again}")
    of_seed = f"{counted(draws, 'draw')} of seed {options.seed}"
    say(f"in plain processes: {counted(count, 'verdict')}, {of_seed}")
    return bad


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
