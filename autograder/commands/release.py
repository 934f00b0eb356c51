"""Make nbgrader's source and release, and the book's exercise pages."""

from __future__ import annotations

import argparse
from pathlib import Path

import nbformat

from autograder.authoring import as_released, exercise_page
from autograder.commands import Exit
from autograder.commands.console import say
from autograder.commands.lab import WORK
from autograder.commands.options import (
    add_release,
    chosen_assignments,
    locked_course,
)
from autograder.lab.rescue import rescue

EXAMPLES = """\
  {prog}                          # what has changed since the last release
  {prog} causal_masking
  {prog} --course ~/spring-term --pages book/exercises
"""


def add_options(parser: argparse.ArgumentParser) -> None:
    """Which assignments, and where to."""
    add_release(parser)
    parser.add_argument(
        "--pages",
        type=Path,
        default=Path("book/exercises"),
        help="where the book's exercise pages go (%(default)s)",
        metavar="FOLDER",
    )
    parser.add_argument(
        "--work",
        type=Path,
        default=WORK,
        help="where notebooks go that somebody solved in the release folder (%(default)s)",
        metavar="FOLDER",
    )


def run(options: argparse.Namespace) -> int:
    """Make what is out of date."""
    chosen = chosen_assignments(options)
    with locked_course(options) as course:
        for news in rescue(course.root, options.work, _handed_out):
            say(news)
        made = course.release(chosen)
    for assignment in chosen:
        _write_if_changed(options.pages / f"{assignment.slug}.md", exercise_page(assignment))
    state = f"released {', '.join(made)}" if made else "every release is up to date"
    say(f"{state}: {options.course}/release")
    return Exit.OK


def _handed_out(source: Path) -> dict:
    return as_released(nbformat.read(source, as_version=4))


def _write_if_changed(path: Path, text: str) -> None:
    """Leave an unchanged page alone, so that the book need not be built again."""
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
