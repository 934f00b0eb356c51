"""The instructor's door: ``python -m autograder --help``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn
from rich.table import Table

import autograder.quick_start  # noqa: F401  # pyright: ignore[reportUnusedImport]
from autograder import assignment as assignments
from autograder import bank, sample_class
from autograder.assignment import Assignment, AssignmentError
from autograder.authoring import exercise_page
from autograder.course import Course
from autograder.course_lock import CourseBusyError, course_lock
from autograder.execution import executor_for
from autograder.kernels.sandbox import Sandbox, SandboxError
from autograder.pipeline import Outcome, grade
from autograder.reports import scores, write_csv

console = Console()


def main(arguments: list[str] | None = None) -> int:
    """Parse the command line and run one command; its exit code."""
    options = _parser().parse_args(arguments)
    try:
        chosen = [assignments.load(slug) for slug in options.assignment or assignments.slugs()]
        with course_lock(Course.at(options.course, options.db_url)):
            return options.run(options, chosen)
    except (AssignmentError, SandboxError, CourseBusyError) as error:
        console.print(f"[red]error:[/red] {error}", style="bold", highlight=False, soft_wrap=True)
        return 2


def release(options: argparse.Namespace, chosen: list[Assignment]) -> int:
    """Make nbgrader's source and release, and the book's exercise pages."""
    made = Course.at(options.course, options.db_url).release(chosen)
    for assignment in chosen:
        _write_if_changed(options.pages / f"{assignment.slug}.md", exercise_page(assignment))
    state = f"released {', '.join(made)}" if made else "every release is up to date"
    console.print(f"{state}: [bold]{options.course}/release[/bold]", highlight=False)
    return 0


def sample(options: argparse.Namespace, chosen: list[Assignment]) -> int:
    """Hand in the sample class, grade it, and compare with the grades that are known."""
    course = Course.at(options.course, options.db_url)
    course.release(chosen)
    expected = sample_class.submit(course, chosen)
    _grade(course, options, chosen)
    wrong = [
        f"{score.student}, {score.assignment}: {score.score:g}, must be {points:g}"
        for assignment in chosen
        for score in scores(course, assignment.slug)
        if (points := expected.get((score.student, score.assignment))) is not None
        and score.score != points
    ]
    for line in wrong:
        console.print(f"[red]wrong grade:[/red] {line}", highlight=False)
    return 1 if wrong else 0


def grade_class(options: argparse.Namespace, chosen: list[Assignment]) -> int:
    """Grade what has been submitted; feedback pages and a CSV come out."""
    course = Course.at(options.course, options.db_url)
    course.release(chosen)
    return 3 if _grade(course, options, chosen).faults else 0


def check(options: argparse.Namespace, chosen: list[Assignment]) -> int:
    """Grade every solution of the banks and judge the tests by the result."""
    course = Course.at(options.course, options.db_url)
    course.release(chosen)
    submitted = {assignment.slug: bank.submit(course, assignment) for assignment in chosen}
    _run(course, options, chosen)
    verdicts = [
        verdict
        for assignment in chosen
        for verdict in bank.judge(course, assignment, submitted[assignment.slug])
    ]
    _print_verdicts(verdicts)
    return 0 if all(verdict.good for verdict in verdicts) else 1


def _grade(course: Course, options: argparse.Namespace, chosen: list[Assignment]) -> Outcome:
    outcome = _run(course, options, chosen)
    rows = [score for assignment in chosen for score in scores(course, assignment.slug)]
    table = Table("student", *(a.slug for a in chosen), title="Grades")
    for student in sorted({row.student for row in rows}):
        own = {row.assignment: row for row in rows if row.student == student}
        cells = [
            f"{own[a.slug].score:g} / {own[a.slug].max_score:g}" if a.slug in own else "–"
            for a in chosen
        ]
        table.add_row(student, *cells)
    console.print(table)
    for row in rows:
        if row.remarks:
            console.print(f"{row.student}, {row.assignment}: {row.remarks}", highlight=False)
    path = course.root / "grades.csv"
    write_csv(path, rows)
    console.print(
        f"graded {len(outcome.graded)}, unchanged {len(outcome.unchanged)}\n"
        f"grades:   [bold]{path}[/bold]\nfeedback: [bold]{course.root / 'feedback'}[/bold]",
        highlight=False,
        soft_wrap=True,
    )
    for (student, slug), reason in outcome.faults.items():
        console.print(
            f"[red]not graded:[/red] {student}, {slug}: a fault of the grader's, not of the "
            f"student's; run the command again.\n{reason}",
            highlight=False,
        )
    return outcome


def _run(course: Course, options: argparse.Namespace, chosen: list[Assignment]) -> Outcome:
    columns = TextColumn("grading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, TextColumn("{task.description}"), console=console) as progress:
        task = progress.add_task("", total=None)
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


def _print_verdicts(verdicts: list[bank.Verdict]) -> None:
    table = Table("assignment", "exercise", "wrong caught", "right accepted", title="Bank")
    for assignment, exercise in dict.fromkeys((v.assignment, v.exercise) for v in verdicts):
        cells = []
        for kind in ("wrong", "right"):
            own = [
                v
                for v in verdicts
                if (v.assignment, v.exercise, v.kind) == (assignment, exercise, kind)
            ]
            cells.append(f"{sum(v.good for v in own)} / {len(own)}")
        if exercise:
            table.add_row(assignment, exercise, *cells)
    for kind, label in (("wrong", "wrong solutions caught"), ("right", "right solutions accepted")):
        own = [v for v in verdicts if v.kind == kind]
        console.print(f"{label}: {sum(v.good for v in own)} / {len(own)}", highlight=False)
    console.print(table)
    for verdict in verdicts:
        if not verdict.good:
            where = f"{verdict.assignment} {verdict.exercise} {verdict.kind} {verdict.name}"
            console.print(f"[red]misjudged:[/red] {where}: {verdict.misjudged}", highlight=False)


def _write_if_changed(path: Path, text: str) -> None:
    """Leave an unchanged page alone, so that the book need not be built again."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m autograder", description=main.__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")
    for name, run, folder in (
        ("release", release, "build/course"),
        ("grade", grade_class, "build/course"),
        ("sample", sample, "build/course"),
        ("check", check, "build/check"),
    ):
        command = commands.add_parser(name, help=run.__doc__, description=run.__doc__)
        command.set_defaults(run=run)
        command.add_argument(
            "assignment", nargs="*", help="which assignments (default: all)", metavar="ASSIGNMENT"
        )
        command.add_argument(
            "--course", type=Path, default=Path(folder), help="course folder (%(default)s)"
        )
        command.add_argument("--db-url", help="gradebook (default: gradebook.db in the folder)")
        if name == "release":
            command.add_argument(
                "--pages",
                type=Path,
                default=Path("book/exercises"),
                help="where the book's exercise pages go (%(default)s)",
            )
            continue
        command.add_argument("--force", action="store_true", help="grade what is unchanged too")
        command.add_argument(
            "--jobs",
            type=int,
            default=os.cpu_count() or 1,
            help="notebooks at a time (%(default)s)",
        )
        command.add_argument(
            "--executor",
            choices=("sandbox", "stock"),
            default="sandbox",
            help="who runs notebooks: sandbox (tests outside the student's process) or nbgrader's "
            "own way, which trusts every student (%(default)s)",
        )
        command.add_argument(
            "--sandbox",
            choices=[kind.value for kind in Sandbox],
            default=Sandbox.BUBBLEWRAP.value,
            help="how student code is kept in; none keeps nothing in (%(default)s)",
        )
        command.add_argument(
            "--scheduler", metavar="ADDRESS", help="a Dask scheduler, such as tcp://127.0.0.1:8786"
        )
        if name == "grade":
            command.add_argument(
                "--student", action="append", help="only this student; may be repeated"
            )
    return parser


if __name__ == "__main__":
    sys.exit(main())
