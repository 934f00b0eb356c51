"""Write grades as a spreadsheet, or in the form that Canvas or Moodle imports.

Nothing is graded. Canvas: export the gradebook there, give it with --from, import the result.
Moodle: give the assignment's grading worksheet with --from; without it, a table for the
gradebook's own CSV import is made. Text is quoted, and what a spreadsheet would take for a
formula is defused.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from autograder.authoring.assignment import Assignment
from autograder.base.errors import UsageError
from autograder.commands import Exit
from autograder.commands.console import say, warn
from autograder.commands.options import add_assignments, add_course, graded_assignments
from autograder.course.folder import Course
from autograder.course.roster import Roster
from autograder.course.scores import COLUMNS, scores
from autograder.results.export.canvas import canvas_sheet
from autograder.results.export.moodle import IDENTIFIERS, moodle_import, moodle_worksheet
from autograder.results.export.sheets import Grades, Sheet
from autograder.results.pages import counted

EXAMPLES = """\
  {prog}                                        # course/grades.csv
  {prog} causal_masking                         # course/grades_causal_masking.csv
  {prog} --format canvas --from gradebook.csv --output import.csv
  {prog} causal_masking --format canvas --from gradebook.csv --column "Homework 3 (1234)"
  {prog} causal_masking --format moodle --from worksheet.csv --scale
  {prog} --format moodle --identifier "ID number"
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which grades, in which form."""
    add_assignments(parser)
    add_course(parser)
    parser.add_argument(
        "--format", choices=("csv", "canvas", "moodle"), default="csv", help="(%(default)s)"
    )
    parser.add_argument(
        "--from", type=Path, dest="table", help="what Canvas or Moodle exported", metavar="CSV"
    )
    parser.add_argument(
        "--output", type=Path, help="file to write (a name by format, in the course)", metavar="CSV"
    )
    parser.add_argument(
        "--roster", type=Path, help="the roster with which they were collected", metavar="CSV"
    )
    parser.add_argument(
        "--column", help="Canvas: the column, if it is not called as the assignment", metavar="NAME"
    )
    parser.add_argument(
        "--identifier",
        choices=IDENTIFIERS,
        default=IDENTIFIERS[0],
        help="Moodle without --from: what students' names in this course are (%(default)s)",
    )
    parser.add_argument(
        "--scale", action="store_true", help="convert to the points that the table gives at most"
    )


def run(options: argparse.Namespace) -> int:
    """Read the gradebook, write the table."""
    course, chosen = graded_assignments(options)
    output = options.output or course.root / _name(options)
    if options.table and options.table.resolve() == output.resolve():
        raise UsageError(f"{output} is what --from reads; give another name to --output")
    sheet = _sheet(options, course, chosen)
    sheet.write(output)
    for note in sheet.notes:
        say(note)
    for remark in sheet.remarks:
        warn("look", remark)
    say(f"{counted(sheet.filled, 'grade')} written: {output}")
    return Exit.ATTENTION if sheet.remarks else Exit.OK


def _name(options: argparse.Namespace) -> str:
    """A file's name by format; of some assignments by theirs too, so no whole table is lost."""
    form = "grades" if options.format == "csv" else options.format
    return "_".join([form, *options.assignment])[:200] + ".csv"


def _sheet(options: argparse.Namespace, course: Course, chosen: list[Assignment]) -> Sheet:
    roster = Roster.read(options.roster) if options.roster else None
    classes = [Grades(each, scores(course, each.slug), roster) for each in chosen]
    if options.format == "canvas":
        if options.table is None:
            raise UsageError("--format canvas needs --from, the gradebook that Canvas exported")
        if options.column and len(classes) != 1:
            raise UsageError("--column is for one assignment; name it")
        return canvas_sheet(options.table, classes, options.column, options.scale)
    if options.format == "moodle" and options.table:
        if len(classes) != 1:
            raise UsageError("a grading worksheet is for one assignment; name it")
        return moodle_worksheet(options.table, classes[0], options.scale)
    if options.format == "moodle":
        return moodle_import(classes, options.identifier)
    rows: list[list[object]] = [
        [getattr(score, column) for column in COLUMNS] for each in classes for score in each.scores
    ]
    return Sheet(list(COLUMNS), rows, filled=len(rows))
