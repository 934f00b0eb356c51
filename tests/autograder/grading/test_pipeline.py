"""A class is graded as expected, once, and again only where something changed."""

import csv
import re
from pathlib import Path

import pytest

from autograder.authoring.assignment import Assignment
from autograder.course import graded_index
from autograder.course.folder import Course
from autograder.course.scores import Score, scores, write_csv
from autograder.grading.judge.settings import Settings
from autograder.grading.pipeline import Outcome, grade
from autograder.grading.sandbox_executor import SandboxExecutor
from autograder.known import sample_class
from tests.autograder.answering import AnsweringExecutor

EXECUTOR = AnsweringExecutor()  # for laws that do not hang on who gives the points


@pytest.fixture
def expected(course: Course, doubling: Assignment) -> dict[str, float]:
    points = sample_class.submit(course, [doubling])
    return {student: value for (student, _), value in points.items()}


def state(course: Course) -> dict[str, tuple[float, float]]:
    files = (p for p in course.root.rglob("*") if p.is_file() and "submitted" not in p.parts)
    return {str(path): (path.stat().st_mtime, path.stat().st_size) for path in files}


def test_the_sample_class_gets_the_grades_that_are_known(
    course: Course,
    doubling: Assignment,
    expected: dict[str, float],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(graded_index, "SECONDS_TO_SETTLE", 0)  # the class is just written
    executor = SandboxExecutor(Settings(b"a secret of the tests"), 2)
    outcome = grade(course, [doubling], executor)
    assert len(outcome.graded) == len(expected) == 9
    rows = {row.student: row for row in scores(course, "doubling")}
    assert {student: row.score for student, row in rows.items()} == expected
    assert expected == {
        "ada": 6,
        "blaise": 0,
        "charles": 4,
        "dorothy": 2,
        "emmy": 4,
        "frances": 4,
        "grace": 0,
        "hedy": 6,
        "ida": 4,
    }
    assert "is not a notebook" in rows["grace"].remarks
    assert "copy 2" in rows["hedy"].remarks
    assert "'halve' is missing" in rows["ida"].remarks
    assert rows["ada"].remarks == ""

    before = state(course)
    assert grade(course, [doubling], executor) == Outcome(
        [], outcome.unchanged + sorted(outcome.graded)
    )
    assert state(course) == before

    feedback = {
        student: course.folder("feedback", student, "doubling")
        .joinpath("doubling.html")
        .read_text()
        for student in expected
    }
    for student, page in feedback.items():
        assert "-170141" not in page, student
        assert "BEGIN HIDDEN" not in page
        assert "<script" not in page
        assert not re.search(r"""(src|href)=["']?(https?:)?//""", page)
    assert "odd numbers have halves" in feedback["emmy"]
    assert "is not a notebook" in feedback["grace"]
    assert "SECRET" not in feedback["blaise"]


def test_only_what_changed_is_graded_again(course: Course, doubling: Assignment) -> None:
    for student in ("ada", "hedy"):
        paper = sample_class.STUDENTS[1].write(doubling)
        course.submit(student, "doubling", paper.content)
    grade(course, [doubling], EXECUTOR)
    paper = sample_class.STUDENTS[0].write(doubling)
    course.submit("hedy", "doubling", paper.content)
    outcome = grade(course, [doubling], EXECUTOR)
    assert outcome == Outcome([("hedy", "doubling")], [("ada", "doubling")])
    assert [row.score for row in scores(course, "doubling")] == [0, 6]

    forced = grade(course, [doubling], EXECUTOR, force=True, students=["ada"])
    assert forced == Outcome([("ada", "doubling")], [])


def test_the_gradebook_knows_when_a_submission_came(course: Course, doubling: Assignment) -> None:
    course.submit("ada", "doubling", sample_class.STUDENTS[1].write(doubling).content)
    with course.gradebook() as gradebook:
        gradebook.update_or_create_assignment("doubling", duedate="2026-01-31 12:00:00 UTC")
    folder = course.folder("submitted", "ada", "doubling")
    for written, shown, late in (
        (None, "", 0),
        ("2026-01-31T13:30:00+01:00", "2026-01-31 12:30:00", 1800),
        ("2026-01-31 12:00:00.5 UTC", "2026-01-31 12:00:00", 0.5),
        ("yesterday, I think", "", 0),
    ):
        if written:
            (folder / "timestamp.txt").write_text(written)
        assert grade(course, [doubling], EXECUTOR).graded == [("ada", "doubling")]
        [row] = scores(course, "doubling")
        assert (row.score, row.submitted) == (0, shown)
        assert ("timestamp.txt cannot be read" in row.remarks) == (written == "yesterday, I think")
        with course.gradebook() as gradebook:
            assert gradebook.find_submission("doubling", "ada").total_seconds_late == late


def test_what_a_killed_run_left_half_written_goes(course: Course, doubling: Assignment) -> None:
    course.submit("ada", "doubling", sample_class.STUDENTS[1].write(doubling).content)
    folders = [course.folder(step, "ada", "doubling") for step in ("rebuilt", "autograded")]
    for folder in folders:
        folder.mkdir(parents=True)
        (folder / ".doubling.ipynb.0123.part").write_text("half")
    grade(course, [doubling], EXECUTOR)
    assert not list(course.root.rglob("*.part"))


def test_a_lost_gradebook_is_filled_again(course: Course, doubling: Assignment) -> None:
    course.submit("ada", "doubling", sample_class.STUDENTS[0].write(doubling).content)
    grade(course, [doubling], EXECUTOR)
    (course.root / "gradebook.db").unlink()
    course.release([doubling])
    assert grade(course, [doubling], EXECUTOR).graded == [("ada", "doubling")]


def test_an_edited_assignment_is_released_and_graded_again(
    course: Course, doubling: Assignment
) -> None:
    paper = sample_class.STUDENTS[0].write(doubling)
    course.submit("ada", "doubling", paper.content)
    grade(course, [doubling], EXECUTOR)
    for cell in doubling.notebook.cells:
        if cell.metadata.get("id") == "double-many":
            cell.metadata.points = 5
            cell.source = cell.source.replace("5.5) == 11.0", "5.5) == 12.0")
    del doubling.__dict__["exercises"]
    assert course.release([doubling]) == ["doubling"]
    assert grade(course, [doubling], EXECUTOR).graded == [("ada", "doubling")]
    [row] = scores(course, "doubling")
    assert (row.score, row.max_score) == (8, 8)
    record = course.notebook("autograded", "ada", "doubling").read_text()
    assert "5.5) == 12.0" in record, "the test that was run is the edited one"


def test_the_spreadsheet_runs_no_formula(tmp_path: Path) -> None:
    rows = [Score("=1+1", "doubling", 3.5, 6, {}, '@sum, "quoted"\nand more')]
    write_csv(tmp_path / "grades.csv", rows)
    with (tmp_path / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        assert list(csv.reader(file)) == [
            [
                *("assignment", "student", "score", "max_score"),
                *("late_deduction", "to_grade", "submitted", "remarks"),
            ],
            ["doubling", "'=1+1", "3.5", "6", "0", "", "", '\'@sum, "quoted"\nand more'],
        ]
    assert [p.name for p in tmp_path.iterdir()] == ["grades.csv"]
