"""Grading as every command shows it: progress while it runs, then what became of the class."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from statistics import fmean, median

from rich.box import SIMPLE_HEAD
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from autograder.authoring.assignment import Assignment
from autograder.base.errors import UsageError
from autograder.commands.console import console, say, warn
from autograder.course.class_rules import write_rules
from autograder.course.folder import Course
from autograder.course.scores import Score, all_scores, write_csv
from autograder.grading.execution import executor_for
from autograder.grading.nursery import Nursery
from autograder.grading.pipeline import Outcome, grade
from autograder.sandbox.outside.sandbox import SandboxError

LONGEST_NAME, POINTS_WIDTH = 20, 13  # characters
LONGEST_LIST = 40  # students; a longer list is read in the spreadsheet


def run_with_progress(
    course: Course,
    options: argparse.Namespace,
    chosen: list[Assignment],
    nursery: Nursery | None = None,
) -> Outcome:
    """Grade, and show how many submissions are done, how fast it goes and how long it takes."""
    with Progress(
        TextColumn("grading"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TimeElapsedColumn(),
        TextColumn("left"),
        TimeRemainingColumn(compact=True),
        TextColumn("{task.description}", markup=False),
        console=console,
    ) as progress:
        task = progress.add_task("", total=None)
        try:
            return grade(
                course,
                chosen,
                executor_for(course, options, nursery),
                students=getattr(options, "student", None),
                force=options.force,
                exercise=getattr(options, "exercise", None),
                on_start=lambda total: progress.update(task, total=total),
                on_graded=lambda job: progress.update(
                    task, advance=1, description=f"{job.student} · {job.assignment}"
                ),
                on_unchanged=lambda: progress.update(task, advance=1),
            )
        except SandboxError as error:
            raise UsageError(str(error)) from error


def grade_and_summarise(
    course: Course,
    options: argparse.Namespace,
    chosen: list[Assignment],
    nursery: Nursery | None = None,
) -> Outcome:
    """Grade, print what came of it, and write the spreadsheet.

    Workers come from the `nursery`, if one was started for these options.
    """
    outcome = run_with_progress(course, options, chosen, nursery)
    with course.gradebook() as gradebook:
        write_rules(gradebook, course.settings, [a.slug for a in chosen])
    everyone = all_scores(course)
    path = course.root / "grades.csv"
    write_csv(path, everyone)
    slugs = {assignment.slug for assignment in chosen}
    rows = [row for row in everyone if row.assignment in slugs]
    if outcome.graded:
        console.print(new_grades(rows, outcome, console.width))
    if len(outcome.graded) > LONGEST_LIST:
        say(f"… and {len(outcome.graded) - LONGEST_LIST} more, in {path}")
    if rows:
        console.print(summary(rows, outcome))
    say(
        f"graded {len(outcome.graded)}, unchanged {len(outcome.unchanged)}, "
        f"faults {len(outcome.faults)}\n"
        f"grades:   {path} (remarks in full)\nfeedback: {course.root / 'feedback'}"
    )
    waiting = sum(bool(row.to_grade) for row in rows)
    if waiting:
        say(f"by hand:  {waiting} wait for a grade in Formgrader (Manual Grading)")
    for name, why in course.no_students().items():
        warn("not graded", f"submitted/{name}: {why}")
    report_faults(outcome)
    return outcome


def report_faults(outcome: Outcome) -> None:
    """Say whom a fault of ours kept from being graded."""
    for (student, slug), reason in outcome.faults.items():
        warn(
            "not graded",
            f"{student}, {slug}: a fault of the grader's, not of the student's; "
            f"run the command again.\n{reason}",
        )


class _Rate(ProgressColumn):
    """Submissions a minute."""

    def render(self, task: Task) -> Text:
        seconds = task.finished_time or task.elapsed
        return Text(f"{task.completed * 60 / seconds:.0f}/min" if seconds else "–/min")


def new_grades(rows: Iterable[Score], outcome: Outcome, width: int) -> Table:
    """The results of this run, one a row; remarks cut where a line of `width` ends."""
    table = Table(title="New grades", box=SIMPLE_HEAD, pad_edge=False)
    new = set(outcome.graded)
    chosen = [row for row in rows if (row.student, row.assignment) in new]
    room = width - POINTS_WIDTH - 3 * 3 - 2  # three blanks between columns, one at each end
    for name in ("student", "assignment"):
        longest = max((len(getattr(row, name)) for row in chosen), default=0)
        column = min(max(longest, len(name)), LONGEST_NAME)
        table.add_column(name, width=column, no_wrap=True)
        room -= column
    table.add_column("points", justify="right", width=POINTS_WIDTH, no_wrap=True)
    table.add_column("remarks", no_wrap=True)
    for row in chosen[:LONGEST_LIST]:
        late = f"late: -{row.late_deduction:g}. " if row.late_deduction else ""
        note = f"{late}{row.to_grade}{'. ' if row.to_grade else ''}{row.remarks}"
        points = f"{round(row.score, 2):g} / {row.max_score:g}"
        cut = Text(note)
        cut.truncate(room, overflow="ellipsis")
        table.add_row(Text(row.student), row.assignment, points, cut)
    return table


def summary(rows: Iterable[Score], outcome: Outcome) -> Table:
    """One line an assignment that somebody handed in."""
    rows = list(rows)
    longest = max((len(row.assignment) for row in rows), default=0)
    table = Table(title="Summary", box=SIMPLE_HEAD, pad_edge=False)
    table.add_column("assignment", width=min(max(longest, 10), 28), no_wrap=True)
    for column in ("new", "same", "faults", "mean", "median", "of", "full"):
        table.add_column(column, justify="right", no_wrap=True)
    by_assignment: dict[str, list[Score]] = {}
    for row in rows:
        by_assignment.setdefault(row.assignment, []).append(row)
    for slug, own in by_assignment.items():
        points = [row.score for row in own]
        counts = (
            sum(name == slug for _, name in places)
            for places in (outcome.graded, outcome.unchanged, outcome.faults)
        )
        table.add_row(
            slug,
            *map(str, counts),
            f"{fmean(points):.1f}",
            f"{median(points):.1f}",
            f"{own[0].max_score:g}",
            str(sum(row.score >= row.max_score for row in own)),
        )
    return table
