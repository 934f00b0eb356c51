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

from autograder.assignment import Assignment
from autograder.commands.console import console, say, warn
from autograder.course import Course
from autograder.errors import UsageError
from autograder.execution import executor_for
from autograder.kernels.sandbox import SandboxError
from autograder.pipeline import Outcome, grade
from autograder.reports import Score, scores, write_csv

LONGEST_LIST = 40  # students; a longer list is read in the spreadsheet


def run_with_progress(
    course: Course, options: argparse.Namespace, chosen: list[Assignment]
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
                executor_for(course, options),
                students=getattr(options, "student", None),
                force=options.force,
                on_start=lambda total: progress.update(task, total=total),
                on_graded=lambda job: progress.update(
                    task, advance=1, description=f"{job.student} · {job.assignment}"
                ),
                on_unchanged=lambda: progress.update(task, advance=1),
            )
        except SandboxError as error:
            raise UsageError(str(error)) from error


def grade_and_summarise(
    course: Course, options: argparse.Namespace, chosen: list[Assignment]
) -> Outcome:
    """Grade, print what came of it, and write the spreadsheet."""
    outcome = run_with_progress(course, options, chosen)
    rows = {a.slug: scores(course, a.slug) for a in chosen}
    everyone = [row for own in rows.values() for row in own]
    students = sorted({row.student for row in everyone})
    if len(students) <= LONGEST_LIST:
        console.print(_grades(students, rows))
        for row in everyone:
            if row.remarks:
                say(f"{row.student}, {row.assignment}: {row.remarks}")
    console.print(_summary(outcome, rows))
    path = course.root / "grades.csv"
    write_csv(path, everyone)
    say(
        f"graded {len(outcome.graded)}, unchanged {len(outcome.unchanged)}, "
        f"faults {len(outcome.faults)}\n"
        f"grades:   {path}\nfeedback: {course.root / 'feedback'}"
    )
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


def _grades(students: Iterable[str], rows: dict[str, list[Score]]) -> Table:
    table = Table("student", *rows, title="Grades")
    by_place = {(row.student, slug): row for slug, own in rows.items() for row in own}
    for student in students:
        own = [by_place.get((student, slug)) for slug in rows]
        table.add_row(Text(student), *(f"{r.score:g} / {r.max_score:g}" if r else "–" for r in own))
    return table


def _summary(outcome: Outcome, rows: dict[str, list[Score]]) -> Table:
    table = Table("assignment", title="Summary", box=SIMPLE_HEAD)
    for column in ("graded", "same", "faults", "remarks", "mean", "median", "full"):
        table.add_column(column, justify="right")
    for slug, own in rows.items():
        points = [row.score for row in own]
        most = f" / {own[0].max_score:g}" if own else ""
        table.add_row(
            slug,
            *(
                str(sum(name == slug for _, name in places))
                for places in (outcome.graded, outcome.unchanged, outcome.faults)
            ),
            str(sum(bool(row.remarks) for row in own)),
            f"{fmean(points):.1f}{most}" if points else "–",
            f"{median(points):g}{most}" if points else "–",
            str(sum(row.score == row.max_score for row in own)),
        )
    return table
