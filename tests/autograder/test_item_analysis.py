"""What the class found hard is what the class was made to find hard."""

import csv
import json
import shutil
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from autograder import assignment as assignments
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
def graded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Assignment, Course]]:
    folder = tmp_path_factory.mktemp("analysis")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignments, "ASSIGNMENTS", Path(__file__).parent / "assignments")
        doubling = assignments.load("doubling")
        course = Course.at(folder / "course")
        course.release([doubling])
        for student, own in CLASS.items():
            solutions = {k: v for k, v in (reference_solutions(doubling) | own).items() if v}
            notebook = fill_in(released_notebook(doubling), solutions)
            course.submit(student, "doubling", nbformat.writes(notebook).encode())
        grade(course, [doubling], SandboxExecutor(Settings(b"a secret"), 2))
        yield doubling, course


@pytest.fixture(scope="module")
def analysis(graded: tuple[Assignment, Course]) -> Analysis:
    doubling, course = graded
    return analyse(course, doubling)


def test_attempts_are_like_the_wrong_solution_that_fails_as_they_do(analysis: Analysis) -> None:
    double, halve = analysis.exercises
    assert {seen.students: seen.likeness.words for seen in double.seen} == {
        ("bob", "cy"): "could be: squares",
        ("dan",): "could be: whole numbers",
        ("eve",): "like none that the bank knows",
    }
    assert halve.seen == ()


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


def test_what_the_bank_loses_is_tried_not_taken_from_what_its_files_promise(
    graded: tuple[Assignment, Course], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    doubling, course = graded
    folder = tmp_path / "assignments"
    shutil.copytree(doubling.folder.parent, folder)
    squares = folder / "doubling" / "bank" / "double" / "wrong" / "squares.py"
    squares.write_text(squares.read_text().replace("# fails: one many", "# fails: many"))
    monkeypatch.setattr(assignments, "ASSIGNMENTS", folder)
    words = {s.students: s.likeness.words for s in analyse(course, doubling).exercises[0].seen}
    assert words["bob", "cy"] == "could be: squares"


def test_a_dropped_exercise_tells_how_it_went_and_counts_nowhere(
    graded: tuple[Assignment, Course], analysis: Analysis, tmp_path: Path
) -> None:
    doubling, course = graded
    dropped = analyse(course, doubling.with_points({"double": 0}))
    double, halve = dropped.exercises
    assert [(t.passed, t.attempts) for t in double.tests] == [(2, 5), (1, 5)]
    assert (double.solved, double.seen) == (1, analysis.exercises[0].seen)
    assert "double" not in {exercise.id for exercise, _ in dropped.hardest}
    assert halve == analysis.exercises[1]
    page, _ = write_analysis(tmp_path, dropped)
    soup = BeautifulSoup(page.read_text(), "html.parser")
    assert "it does not count in this class" in soup.get_text(" ")
    assert "Students by points of Double" not in page.read_text()


def test_of_an_exercise_that_nobody_tried_nothing_is_claimed(
    graded: tuple[Assignment, Course], tmp_path: Path
) -> None:
    doubling, _ = graded
    untouched = Course.at(tmp_path / "course")
    untouched.release([doubling])
    notebook = nbformat.writes(released_notebook(doubling))
    untouched.submit("fay", "doubling", notebook.encode())
    grade(untouched, [doubling], SandboxExecutor(Settings(b"a secret"), 1))
    page, _ = write_analysis(tmp_path, analyse(untouched, doubling))
    text = BeautifulSoup(page.read_text(), "html.parser").get_text(" ")
    assert text.count("Nobody has tried it.") == 2
    assert "whoever tried it solved it" not in text


def test_page_and_spreadsheet_say_the_same(analysis: Analysis, tmp_path: Path) -> None:
    page, table = write_analysis(tmp_path, analysis)
    soup = BeautifulSoup(page.read_text(), "html.parser")
    assert soup.find_all(["script", "img", "link"]) == []
    text = " ".join(soup.get_text(" ").split())
    assert "5 students, median 2 of 6 points" in text
    assert "could be: squares" in text
    assert "bob, cy" in text
    assert all(chart["aria-label"] for chart in soup.find_all("svg"))
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    [row] = [row for row in rows if row["name"] == "squares"]
    assert (row["exercise"], row["students"], row["of"]) == ("double", "2", "5")
    assert row["remark"] == "lost: double-many double-one" or "double-one" in row["remark"]


def test_the_command_writes_both(
    graded: tuple[Assignment, Course],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture,
) -> None:
    import argparse

    doubling, course = graded
    monkeypatch.setattr(assignments, "ASSIGNMENTS", doubling.folder.parent)
    parser = argparse.ArgumentParser()
    command.add_options(parser)
    options = ["doubling", "--course", str(course.root)]
    assert command.run(parser.parse_args(options)) == 0
    assert (course.root / "analysis" / "doubling.html").is_file()
    assert "hard: Double, many: 1 of 5 passed" in capsys.readouterr().out


def test_like_one_of_several_claims_no_more(doubling: Assignment) -> None:
    exercise = doubling.exercises[0]
    message = Message(("wrong", ""), "7", "CheckFailed")

    def known(name: str, lost: dict[str, Message]) -> Misconception:
        return Misconception("double", name, name, lost)

    attempt = Observation("ada", exercise, "", {"t": 0.0}, {"t": message})
    a, b = known("a", {"t": message}), known("b", {"t": Message(("wrong", ""), "7")})
    other_idea, other_value = (
        known("c", {"t": Message(("other", ""), "7")}),
        known("d", {"t": Message(("wrong", ""), "8")}),
    )
    more = known("e", {"t": message, "u": message})
    alike = likeness(attempt, [a, b, other_idea, other_value, more])
    assert alike.words == "could be one of: a, b"
    assert likeness(attempt, [other_value, other_idea]).words == "could be: d"
    assert likeness(attempt, [other_idea, more]).candidates == ()


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
    assert [start for start, _ in histogram([0.33, 7.99, 8], 8)] == list(range(9))
    assert dict(histogram([0.33, 7.99, 8, 9.5], 8)) == dict.fromkeys(range(10), 0) | {
        0: 1, 7: 1, 8: 1, 9: 1
    }  # fmt: skip
    for most in (25, 26, 99, 1000):
        bars = histogram([0, most / 2, most], most)
        assert sum(count for _, count in bars) == 3
        assert len(bars) <= 26
