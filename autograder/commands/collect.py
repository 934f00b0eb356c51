"""Take notebooks from a folder, nbgrader's exchange, or a download of Canvas or Moodle.

A source is a folder or a zip archive; whose a file is and which assignment it belongs to is read
from its name. Archives are never unpacked, links never followed, and files that are too large or
too many are refused. Of several files of a student the newest counts, by the server's own numbers.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from autograder.authoring import assignment as assignments
from autograder.commands import Exit
from autograder.commands.console import console, say, warn
from autograder.commands.options import add_course, chosen_course, locked
from autograder.course.roster import Roster
from autograder.submissions.collection.collect import Collected, Rules, collect
from autograder.submissions.rebuilt import let_wait

if TYPE_CHECKING:
    from autograder.course.folder import Course

EXAMPLES = """\
  {prog} submissions.zip                       # Canvas: "Download Submissions"
  {prog} submissions.zip --assignment causal_masking --roster roster.csv
  {prog} "LLM course-Causal masking-1234.zip"  # Moodle: "Download all submissions"
  {prog} /srv/nbgrader/exchange/how-llms-work  # nbgrader's exchange
  {prog} handed_in/                            # ada/causal_masking.ipynb, ada_causal_masking.ipynb
  {prog} handed_in/ --dry-run                  # only say what would be taken
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """What to take, and how to read its names."""
    parser.add_argument("source", nargs="+", type=Path, help="folder or zip", metavar="SOURCE")
    add_course(parser)
    parser.add_argument(
        "--assignment",
        help="what all these notebooks are, also those with other names",
        metavar="ASSIGNMENT",
    )
    parser.add_argument(
        "--roster",
        type=Path,
        help="CSV: a column 'student' and columns with the names that servers use, or what Canvas "
        "or Moodle exports; who is not in it is not taken, and its names go into the gradebook",
        metavar="CSV",
    )
    parser.add_argument(
        "--on-time", action="store_true", help="leave late notebooks where they are"
    )
    parser.add_argument("--dry-run", action="store_true", help="write nothing")


def run(options: argparse.Namespace) -> int:
    """Collect, and say what became of every file."""
    slugs = assignments.slugs()
    if options.assignment:
        assignments.load(options.assignment)
    rules = Rules(
        slugs,
        options.assignment,
        Roster.read(options.roster) if options.roster else None,
        late=not options.on_time,
        write=not options.dry_run,
    )
    course = chosen_course(options)
    with locked(course):
        collected = collect(course, options.source, rules)
        if options.roster and rules.write:
            _write_names(course, options.roster, {taken.student for taken in collected.taken})
        _print(collected, options.dry_run)
        if rules.write:
            let_wait(course, collected.taken)
    return (
        Exit.ATTENTION
        if any(left.problem for left in collected.left)
        or any(taken.doubt for taken in collected.taken)
        else Exit.OK
    )


def _write_names(course: Course, roster: Path, students: set[str]) -> None:
    """Give the students whose work was taken the names that the roster has, for Formgrader."""
    from autograder.course.class_rules import write_names
    from autograder.course.people import read_people

    people = read_people(roster)
    known = {student for student in students if student in people}
    if known:
        with course.gradebook() as gradebook:
            for student in known:
                gradebook.update_or_create_student(student)
            write_names(gradebook, people)
            gradebook.db.commit()


def _print(collected: Collected, dry: bool) -> None:
    if collected.taken:
        table = Table("student", "assignment", "file", "", title="Would take" if dry else "Taken")
        for taken in sorted(collected.taken, key=lambda t: (t.assignment, t.student)):
            state = f"{taken.state}, late" if taken.late else taken.state
            row = (taken.student, taken.assignment, taken.file, state)
            table.add_row(*(Text(cell) for cell in row))
        console.print(table)
    for taken in collected.taken:
        if taken.doubt:
            warn("look", f"{taken.file}: {taken.doubt}")
    for left in collected.left:
        line = f"{left.file}: {left.reason}"
        if left.problem:
            warn("not taken", line)
        else:
            say(f"left: {line}")
    late = sum(taken.late for taken in collected.taken)
    say(
        f"{len(collected.taken)} taken ({late} late), "
        f"{sum(left.problem for left in collected.left)} not taken, "
        f"{sum(not left.problem for left in collected.left)} left because another counts"
    )
