"""What is explained adds up to what the table says, at any width."""

import csv
import json
from contextlib import nullcontext
from typing import Any

import pytest

from autograder import sample_class
from autograder.__main__ import main
from autograder.assignment import Assignment
from autograder.commands import Exit, console, grading
from autograder.course import Course
from tests.autograder.answering import AnsweringExecutor

RULES = """
[late]
percent_per_day = 10
[assignments.doubling]
due = 2026-01-31T12:00:00Z
dropped = ["halve"]
points = { double = 10 }
"""


@pytest.fixture
def graded(course: Course, doubling: Assignment, monkeypatch: pytest.MonkeyPatch) -> Course:
    says = "this is not twice what went in, whichever of the numbers is looked at, "
    executor = AnsweringExecutor(lambda _, test: says * 2 if test == "double-one" else None)
    monkeypatch.setattr(grading, "executor_for", lambda *_: executor)
    monkeypatch.setattr("autograder.execution.begun", lambda options: nullcontext())
    (course.root / "course.toml").write_text(RULES)
    course.submit("ada", "doubling", sample_class.STUDENTS[0].write(doubling).content)
    (course.folder("submitted", "ada", "doubling") / "timestamp.txt").write_text(
        "2026-01-31 13:00:00 UTC"
    )
    assert main(["grade", "doubling", "--course", str(course.root)]) == 0
    with course.gradebook() as gradebook:
        row: Any = gradebook.find_grade("double-many", "doubling", "doubling", "ada")
        row.manual_score, row.extra_credit = 5, 0.25
        comment: Any = gradebook.find_comment("double", "doubling", "doubling", "ada")
        comment.manual_comment = "Look at\nfractions."
        gradebook.db.commit()
    assert main(["export", "--course", str(course.root)]) == 0
    return course


def in_table(course: Course) -> float:
    with (course.root / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
        return float(row["score"])


def test_it_adds_up_to_what_the_table_says(
    graded: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    command = ["explain", "ada", "doubling", "--course", str(graded.root)]
    assert main([*command, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    points = [point["points"] for part in found["parts"] for point in part["points"]]
    assert sum(points) == 5.25
    assert found["late_deduction"] == 0.53
    assert round(sum(points) - found["late_deduction"], 6) == found["score"] == in_table(graded)
    assert found["max_score"] == 10


@pytest.mark.parametrize("width", [80, 100])
def test_it_is_readable_at_any_width(
    graded: Course, width: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(console.console, "_width", width)
    capsys.readouterr()
    assert main(["explain", "ada", "doubling", "--course", str(graded.root)]) == 0
    text = capsys.readouterr().out
    assert max(map(len, text.splitlines())) <= width
    for part in (
        "does not hold: this is not twice",
        "given by hand (the tests: 7.5); +0.25 extra credit",
        "comment: Look at fractions.",
        "does not count",
        "late: 1.0 h after the due date: 10 % of 5.25",
    ):
        assert part in " ".join(" ".join(line[: width - 23] for line in text.splitlines()).split())
    assert text.splitlines()[-1].split() == ["sum", "4.72", "of", "10"]


def test_who_is_not_there_is_told(graded: Course, capsys: pytest.CaptureFixture[str]) -> None:
    course = ["--course", str(graded.root)]
    assert main(["explain", "adda", "doubling", *course]) == Exit.USAGE
    assert "did you mean 'ada'?" in capsys.readouterr().out
    assert main(["explain", "ada", "doublin", *course]) == Exit.USAGE
    assert "did you mean 'doubling'?" in capsys.readouterr().out
