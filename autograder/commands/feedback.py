"""Write the feedback pages again, from graded notebooks; nothing is run, no grade changes.

Use it after grading by hand in Formgrader, or to hand the pages out.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from rich.progress import track

from autograder.authoring.assignment import Assignment
from autograder.base.errors import UsageError
from autograder.commands import Exit
from autograder.commands.console import console, say, warn
from autograder.commands.options import (
    add_assignments,
    add_course,
    add_students,
    graded_assignments,
    locked,
)
from autograder.course.class_rules import write_rules
from autograder.course.folder import Course
from autograder.course.roster import Roster
from autograder.course.scores import scores
from autograder.results.export.moodle import moodle_folders
from autograder.results.export.sheets import Grades, Sheet
from autograder.results.feedback.again import copy_to, rewrite, write_zip
from autograder.results.pages import counted

EXAMPLES = """\
  {prog}                              # into course/feedback
  {prog} causal_masking --student ada
  {prog} --output ~/to-hand-out       # and copies: <student>/<assignment>.html
  {prog} causal_masking --moodle worksheet.csv --output feedback.zip
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Whose pages, and where to."""
    add_assignments(parser)
    add_course(parser)
    add_students(parser)
    parser.add_argument(
        "--output", type=Path, help="folder for copies; with --moodle, the zip", metavar="PATH"
    )
    parser.add_argument(
        "--moodle",
        type=Path,
        help="the assignment's grading worksheet: make the zip of feedback files that it takes",
        metavar="CSV",
    )
    parser.add_argument(
        "--roster", type=Path, help="the roster with which they were collected", metavar="CSV"
    )


def run(options: argparse.Namespace) -> int:
    """Write pages, then copies or a zip of them."""
    course, chosen = graded_assignments(options)
    if options.moodle and (len(chosen) != 1 or options.output is None):
        raise UsageError("--moodle is for one assignment, and needs --output, the zip to write")
    remarks: list[str] = []
    with course.gradebook() as gradebook:
        write_rules(gradebook, course.settings, [assignment.slug for assignment in chosen])
    for assignment in chosen:
        students = course.students(assignment.slug)
        if options.student:
            students = [student for student in students if student in options.student]
        doing = track(students, f"feedback · {assignment.slug}", console=console)
        with locked(course):
            pages, missing = rewrite(course, assignment, doing)
        remarks += [f"{student}, {assignment.slug}: {why}" for student, why in missing.items()]
        say(f"{assignment.slug}: {counted(len(pages), 'page')} in {course.root / 'feedback'}")
        if options.moodle:
            remarks += _moodle_zip(course, assignment, options, pages)
        elif options.output:
            copy_to(options.output, pages)
    for remark in remarks:
        warn("look", remark)
    return Exit.ATTENTION if remarks else Exit.OK


def _moodle_zip(
    course: Course, assignment: Assignment, options: argparse.Namespace, pages: dict[str, Path]
) -> list[str]:
    roster = Roster.read(options.roster) if options.roster else None
    own = [score for score in scores(course, assignment.slug) if score.student in pages]
    sheet = Sheet([])
    folders = moodle_folders(options.moodle, Grades(assignment, own, roster), sheet)
    say(f"{write_zip(options.output, folders, pages)} pages in {options.output}")
    return sheet.remarks
