"""Options that several commands share."""

from __future__ import annotations

import argparse
import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from autograder.base.errors import UsageError
from autograder.commands.console import warn

if TYPE_CHECKING:
    from autograder.authoring.assignment import Assignment
    from autograder.course.folder import Course

COURSE = Path("course")  # a real class: outside build/, which is only for what can be made again
BUILT = Path("build/course")  # what is made of the assignments: for the site, make lab, students
SAMPLE = Path("build/sample")  # the sample class, which must never meet a real one
DRAWS = 3  # of a whole check: what students see, and two that change with every commit
DRAWS_IN_FULL = 50


def add_assignments(parser: argparse.ArgumentParser) -> None:
    """Which assignments a command is about."""
    parser.add_argument(
        "assignment", nargs="*", help="which assignments (default: all)", metavar="ASSIGNMENT"
    )


def add_course(parser: argparse.ArgumentParser, folder: Path = COURSE) -> None:
    """Where the course and its gradebook are."""
    parser.add_argument(
        "--course", type=Path, default=folder, help="course folder (%(default)s)", metavar="FOLDER"
    )
    parser.add_argument(
        "--db-url", help="gradebook (default: gradebook.db in the folder)", metavar="URL"
    )


def add_release(parser: argparse.ArgumentParser) -> None:
    """Which assignments, and the course for which they are made into what students receive."""
    add_assignments(parser)
    add_course(parser, BUILT)


def add_students(parser: argparse.ArgumentParser) -> None:
    """Which students a command is about."""
    parser.add_argument(
        "--student", action="append", help="only this student; may be repeated", metavar="ID"
    )


def add_jobs(parser: argparse.ArgumentParser, what: str) -> None:
    """How much is done at a time."""
    parser.add_argument(
        "--jobs",
        type=_positive,
        default=os.cpu_count() or 1,
        help=f"{what} at a time (%(default)s)",
        metavar="N",
    )


def add_execution(parser: argparse.ArgumentParser) -> None:
    """How notebooks are run."""
    parser.add_argument("--force", action="store_true", help="grade what is unchanged too")
    add_jobs(parser, "notebooks")
    parser.add_argument(
        "--executor",
        choices=("sandbox", "stock"),
        default="sandbox",
        help="who runs notebooks: sandbox (tests outside the student's process) or nbgrader's "
        "own way, which trusts every student (%(default)s)",
    )
    parser.add_argument(
        "--sandbox",
        choices=("bubblewrap", "container", "none"),
        default="bubblewrap",
        help="how student code is kept in; none keeps nothing in (%(default)s)",
    )
    parser.add_argument(
        "--scheduler", metavar="ADDRESS", help="a Dask scheduler, such as tcp://127.0.0.1:8786"
    )


def chosen_assignments(options: argparse.Namespace) -> list[Assignment]:
    """The assignments that were named, or all; worth what the class's ``course.toml`` says."""
    from autograder.authoring import assignment

    slugs = options.assignment or assignment.slugs()
    if not hasattr(options, "course"):
        return [assignment.load(slug) for slug in slugs]
    settings = _course(options).settings
    return [settings.load(slug) for slug in slugs]


def chosen_course(options: argparse.Namespace) -> Course:
    """The course that was named."""
    _tell_of_earlier_place(options.course)
    return _course(options)


def _course(options: argparse.Namespace) -> Course:
    from autograder.course.folder import Course

    return Course.at(options.course, options.db_url)


def _tell_of_earlier_place(chosen: Path) -> None:
    """Say where submissions lie that came before a class had a folder of its own."""
    left = [p for p in BUILT.glob("submitted/*") if p.is_dir()] if chosen == COURSE else []
    if left:
        warn(
            "note",
            f"{len(left)} students' submissions lie in {BUILT}, where they came by default before; "
            f"they are left there. To go on with them, add --course {BUILT}, or move that folder "
            f"to {COURSE}.",
        )


@contextlib.contextmanager
def locked(course: Course) -> Iterator[None]:
    """Keep other commands from a course; one that is not there yet needs no lock, and gets none."""
    from autograder.course.lock import course_lock

    with (
        course_lock(course) if course.root.is_dir() else contextlib.nullcontext(),
        _telling_of_replaced(course),
    ):
        yield


@contextlib.contextmanager
def locked_course(options: argparse.Namespace) -> Iterator[Course]:
    """The course that was named, for one command alone."""
    from autograder.course.lock import course_lock

    course = chosen_course(options)
    with course_lock(course), _telling_of_replaced(course):
        yield course


@contextlib.contextmanager
def _telling_of_replaced(course: Course) -> Iterator[None]:
    """Say where submissions are kept in whose place a command put others."""
    before = set(course.root.glob("replaced/*/*/*"))
    yield
    if new := sorted(set(course.root.glob("replaced/*/*/*")) - before):
        what = "1 submission was" if len(new) == 1 else f"{len(new)} submissions were"
        where = new[0] if len(new) == 1 else course.root / "replaced"
        warn("note", f"{what} replaced by another that differs; what lay there is kept in {where}")


def existing_course(options: argparse.Namespace) -> Course:
    """The course that was named; `UsageError` where there is none."""
    course = chosen_course(options)
    if not course.root.is_dir():
        raise UsageError(f"{course.root}: there is no course; name its folder with --course")
    return course


def graded_course(options: argparse.Namespace, chosen: list[Assignment]) -> Course:
    """The course that was named; `UsageError` where an assignment has not been released there."""
    from nbgrader.api import MissingEntry

    course = existing_course(options)
    with course.gradebook() as gradebook:
        for assignment in chosen:
            try:
                gradebook.find_assignment(assignment.slug)
            except MissingEntry as error:
                raise UsageError(f"{assignment.slug} is not graded yet; run grade") from error
    return course


def graded_assignments(options: argparse.Namespace) -> tuple[Course, list[Assignment]]:
    """The course, and the assignments that were named, or all that somebody has handed in there.

    Where nobody has handed in anything, all that have been released there.
    """
    chosen = chosen_assignments(options)
    if not options.assignment and (course := _course(options)).root.is_dir():
        with course.gradebook() as gradebook:
            here = {each.name: bool(each.submissions) for each in gradebook.assignments}
        chosen = [each for each in chosen if each.slug in here] or chosen
        begun = [it for it in chosen if here.get(it.slug) or course.students(it.slug)]
        chosen = begun or chosen
    return graded_course(options, chosen), chosen


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{number} is less than 1")
    return number
