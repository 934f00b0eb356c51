"""What the bank knows, for whoever teaches: a wrong output, the mistake behind it, what to ask.

The rows hold wrong solutions in words, and what tests say of them, hidden ones too. They are for
instructors: no page of the site and no file that students receive has them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from autograder.authoring.assignment import Assignment
from autograder.authoring.bank import Entry, entries
from autograder.base.csv_files import write_rows
from autograder.base.marks import mechanism
from autograder.known.bank_validation import quick_trials
from autograder.results.pages import render, write_page
from autograder.results.questions import question_for

COLUMNS = ("assignment", "exercise", "test", "seen first", "misconception", "kind", "question")


@dataclass(frozen=True)
class Row:
    """One wrong solution: the first test that it loses, and what that says; what to ask."""

    assignment: str
    exercise: str  # its title
    test: str
    seen: str
    misconception: str
    kind: str
    question: str

    @property
    def fields(self) -> tuple[str, ...]:
        """What stands in the columns."""
        parts = (self.assignment, self.exercise, self.test, self.seen)
        return (*parts, self.misconception, self.kind, self.question)


def rows(assignment: Assignment, exercise: str | None = None, jobs: int = 1) -> Iterator[Row]:
    """Try the wrong solutions of an assignment, or of one exercise, with the inputs that students
    see; yield a row for each that loses something."""
    titles = {each.id: each.title for each in assignment.exercises}
    wrong = [
        entry
        for entry in entries(assignment)
        if entry.kind == "wrong" and exercise in (None, entry.exercise)
    ]
    for trial in quick_trials(assignment, wrong, jobs, draws=1, seed=""):
        test, said = trial.first
        if test:
            yield _row(assignment, titles[trial.entry.exercise], trial.entry, test, said)


def write_html(path: Path, title: str, found: Iterable[Row]) -> None:
    """Write a page with one table an exercise."""
    by_exercise = [(name, list(own)) for name, own in groupby(found, lambda row: row.exercise)]
    write_page(path, render("misconceptions.html.j2", title=title, exercises=by_exercise))


def write_csv(path: Path, title: str, found: Iterable[Row]) -> None:
    """Write a spreadsheet; it has no place for the title."""
    path.parent.mkdir(parents=True, exist_ok=True)
    write_rows(path, [COLUMNS, *(row.fields for row in found)])


def write_markdown(path: Path, title: str, found: Iterable[Row]) -> None:
    """Write one table an exercise, for notes and slides."""
    lines = [f"# {title}"]
    for name, own in groupby(found, lambda row: row.exercise):
        lines += [
            "",
            f"## {name}",
            "",
            "| seen first | misconception | question |",
            "|---|---|---|",
        ]
        for row in own:
            cells = (f"{row.test}: {row.seen}", row.misconception, row.question)
            lines.append(f"| {' | '.join(map(_in_a_cell, cells))} |")
    write_page(path, "\n".join([*lines, ""]))


WRITERS: dict[str, Callable[[Path, str, Iterable[Row]], None]] = {
    "html": write_html,
    "csv": write_csv,
    "markdown": write_markdown,
}
SUFFIXES = {"html": ".html", "csv": ".csv", "markdown": ".md"}


def _row(assignment: Assignment, title: str, entry: Entry, test: str, said: str) -> Row:
    question = question_for(assignment, entry)
    seen = " ".join(said.partition("; reread: ")[0].split())
    return Row(
        assignment.slug,
        title,
        mechanism(test),
        seen,
        entry.sentence,
        question.kind,
        question.text,
    )


def _in_a_cell(text: str) -> str:
    return text.replace("\\", "\\\\").replace("|", "\\|").replace("<", "&lt;")
