"""What the class found hard is what the class was made to find hard."""

import csv
import json
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from autograder import assignment as assignments
from autograder import bank
from autograder.assignment import Assignment
from autograder.authoring import fill_in, reference_solutions, released_notebook
from autograder.commands import analyse as command
from autograder.course import Course
from autograder.item_analysis import Analysis, analyse, histogram, write_analysis
from autograder.misconceptions import Misconception, likeness
from autograder.observations import Message, Observation
from autograder.pipeline import grade
from autograder.sandbox_executor import SandboxExecutor
from autograder.time_spent import minutes_spent
from autograder.trusted.settings import Settings

CLASS = {
    "ada": {},
    "bob": {"double": "def double(x):\n    return x * x"},
    "cy": {"double": "double = lambda number: number ** 2"},
    "dan": {"double": "def double(x):\n    return 2 * int(x)", "halve": None},
    "eve": {"double": "def double(x):\n    raise ValueError('no idea')"},
}


@pytest.fixture(scope="module")
def graded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Assignment, Course, Course]:
    folder = tmp_path_factory.mktemp("analysis")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignments, "ASSIGNMENTS", Path(__file__).parent / "assignments")
        doubling = assignments.load("doubling")
    course, checked = Course.at(folder / "course"), Course.at(folder / "check")
    executor = SandboxExecutor(Settings(b"a secret"), 2)
    for each in (course, checked):
        each.release([doubling])
    bank.submit(checked, doubling)
    for student, own in CLASS.items():
        solutions = {k: v for k, v in (reference_solutions(doubling) | own).items() if v}
        notebook = fill_in(released_notebook(doubling), solutions)
        course.submit(student, "doubling", nbformat.writes(notebook).encode())
    for each in (course, checked):
        grade(each, [doubling], executor)
    return doubling, course, checked


@pytest.fixture(scope="module")
def analysis(graded: tuple[Assignment, Course, Course]) -> Analysis:
    doubling, course, checked = graded
    return analyse(course, doubling, checked)


def test_attempts_are_like_the_wrong_solution_that_fails_as_they_do(analysis: Analysis) -> None:
    double, halve = analysis.exercises
    assert {seen.students: seen.likeness.words for seen in double.seen} == {
        ("bob", "cy"): "like squares",
        ("dan",): "like whole numbers",
        ("eve",): "like none that the bank knows",
    }
    assert halve.seen == ()
    assert analysis.with_messages


def test_tests_and_points_are_counted(analysis: Analysis) -> None:
    double, halve = analysis.exercises
    assert (double.students, double.attempts, double.solved) == (5, 5, 1)
    assert (halve.students, halve.attempts, halve.solved) == (5, 4, 4)
    assert {t.id: (t.passed, t.attempts) for t in double.tests} == {
        "double-one": (2, 5),
        "double-many": (1, 5),
    }
    assert double.histogram == [(0, 3), (1, 1), (2, 0), (3, 0), (4, 1)]
    assert sorted(analysis.totals) == [1, 2, 2, 2, 6]
    assert analysis.hardest[0][1].id == "double-many"


def test_without_a_graded_bank_all_that_fit_are_named(
    graded: tuple[Assignment, Course, Course],
) -> None:
    doubling, course, _ = graded
    analysis = analyse(course, doubling)
    words = {seen.students: seen.likeness.words for seen in analysis.exercises[0].seen}
    assert words["dan",] == "like whole numbers"
    assert not analysis.with_messages


def test_page_and_spreadsheet_say_the_same(analysis: Analysis, tmp_path: Path) -> None:
    page, table = write_analysis(tmp_path, analysis)
    soup = BeautifulSoup(page.read_text(), "html.parser")
    assert soup.find_all(["script", "img", "link"]) == []
    text = " ".join(soup.get_text(" ").split())
    assert "5 students, median 2 of 6 points" in text
    assert "like squares" in text
    assert "bob, cy" in text
    assert all(chart["aria-label"] for chart in soup.find_all("svg"))
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    [row] = [row for row in rows if row["name"] == "squares"]
    assert (row["exercise"], row["students"], row["of"]) == ("double", "2", "5")
    assert row["remark"] == "lost: double-many double-one" or "double-one" in row["remark"]


def test_the_command_writes_both(
    graded: tuple[Assignment, Course, Course],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
) -> None:
    import argparse

    doubling, course, checked = graded
    monkeypatch.setattr(assignments, "ASSIGNMENTS", doubling.folder.parent)
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    options = ["doubling", "--course", str(course.root), "--bank", str(checked.root)]
    assert command.run(parser.parse_args(options)) == 0
    assert (course.root / "analysis" / "doubling.html").is_file()
    assert "hard: Double, many: 1 of 5 passed" in capsys.readouterr().out


def test_like_one_of_several_claims_no_more(doubling: Assignment) -> None:
    exercise = doubling.exercises[0]
    message = Message(("wrong", ""), "7", "CheckFailed")

    def known(name: str, lost: dict[str, Message | None]) -> Misconception:
        return Misconception("double", name, name, lost)

    attempt = Observation("ada", exercise, "", {"t": 0.0}, {"t": message})
    a, b = known("a", {"t": message}), known("b", {"t": Message(("wrong", ""), "7")})
    other_idea, other_value = (
        known("c", {"t": Message(("other", ""), "7")}),
        known("d", {"t": Message(("wrong", ""), "8")}),
    )
    more = known("e", {"t": message, "u": message})
    alike = likeness(attempt, [a, b, other_idea, other_value, more])
    assert alike.words == "like one of: a, b"
    assert likeness(attempt, [other_value, other_idea]).words == "like d"
    assert likeness(attempt, [other_idea, more]).candidates == ()
    assert likeness(attempt, [known("f", {"t": None})]).words == "like f"


def test_time_is_what_jupyterlab_recorded(tmp_path: Path) -> None:
    path = tmp_path / "a.ipynb"
    moments = ("09:00", "09:10", "11:00", "11:05:30")
    cells = [
        {"metadata": {"execution": {"iopub.status.busy": f"2026-01-05T{moment}Z"}}}
        for moment in moments
    ]
    path.write_text(json.dumps({"cells": cells}))
    assert minutes_spent(path) == 15.5
    for content in ('{"cells": [{}]}', "[", '{"cells": 3}', '{"cells": [{"metadata": []}]}', "[]"):
        path.write_text(content)
        assert minutes_spent(path) is None
    assert minutes_spent(tmp_path / "none.ipynb") is None


def test_a_histogram_leaves_no_score_out() -> None:
    assert histogram([], 1) == [(0, 0), (1, 0)]
