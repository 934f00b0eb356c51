"""A class's own points, dates and lateness: one sum everywhere, and no grade is lost."""

import csv
import re
from contextlib import nullcontext
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from autograder.__main__ import main
from autograder.authoring.assignment import Assignment
from autograder.base.errors import UsageError
from autograder.commands import Exit
from autograder.course.folder import Course
from autograder.course.late_policy import LatePolicy
from autograder.course.scores import scores
from autograder.course.settings import read_settings
from autograder.grading.pipeline import grade
from autograder.known import sample_class
from tests.autograder.answering import AnsweringExecutor


@pytest.fixture(autouse=True)
def executor(monkeypatch: pytest.MonkeyPatch) -> AnsweringExecutor:
    executor = AnsweringExecutor(lambda _, test: "too small" if test == "double-one" else None)
    monkeypatch.setattr("autograder.commands.grading.executor_for", lambda *_: executor)
    monkeypatch.setattr("autograder.grading.execution.begun", lambda options: nullcontext())
    return executor


def run(course: Course, *arguments: str) -> int:
    return main([arguments[0], *arguments[1:], "--course", str(course.root)])


def hand_in(course: Course, assignment: Assignment, *students: str, time: str = "") -> None:
    for student in students:
        content = sample_class.STUDENTS[0].write(assignment).content
        course.submit(student, "doubling", content)
        if time:
            place = course.folder("submitted", student, "doubling") / "timestamp.txt"
            place.write_text(f"{time} UTC\n")


def rows(course: Course) -> dict[str, dict[str, str]]:
    with (course.root / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["student"]: row for row in csv.DictReader(file)}


def given(course: Course, test: str, student: str = "ada", **points: float) -> Any:
    with course.gradebook() as gradebook:
        grade: Any = gradebook.find_grade(test, "doubling", "doubling", student)
        for name, value in points.items():
            setattr(grade, name, value)
        gradebook.db.commit()
        return grade.manual_score, grade.extra_credit, grade.max_score, grade.score


def rules(course: Course, text: str) -> None:
    (course.root / "course.toml").write_text(text)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("late = 3", "late is 3; expected a table"),
        ("[late]\ngrace_hours = 2", "late needs percent_per_day"),
        ("[late]\npercent_per_day = 'ten'", "percent_per_day is 'ten'; expected a number from 0"),
        (
            "[late]\npercent_per_day = 101",
            "percent_per_day is 101; expected a number from 0 to 100",
        ),
        ("[late]\npercent_per_day = true", "percent_per_day is True; expected a number"),
        ("[lat]\n", "there is no 'lat'; did you mean 'late'?"),
        ("roster = 'none.csv'", "roster is 'none.csv'; expected the name of a CSV file"),
        ("[assignments.doublin]\n", "there is no 'doublin'; did you mean 'doubling'?"),
        ("[assignments.doubling]\ndue = 2026-01-31", "due is 2026-01-31; expected a date and time"),
        ("[assignments.doubling]\ndue = 2026-01-31T12:00:00", "with its offset from UTC"),
        ("[assignments.doubling]\ndropped = ['halv']", "did you mean 'halve'?"),
        ("[assignments.doubling]\ndropped = 'halve'", "dropped is 'halve'; expected a list"),
        ("[assignments.doubling.points]\nhalve = -1", "points.halve is -1; expected a number"),
        (
            "[assignments.doubling.extensions]\nada = 'x'",
            "extensions.ada is 'x'; expected a number",
        ),
        ("late = [", "is not TOML"),
    ],
)
def test_bad_settings_are_refused_in_one_line(
    course: Course, text: str, message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    rules(course, text)
    with pytest.raises(UsageError) as refused:
        read_settings(course.root)
    assert message in str(refused.value)
    assert "course.toml" in str(refused.value)
    assert "\n" not in str(refused.value)
    assert run(course, "grade", "doubling") == Exit.USAGE


def test_points_change_and_grades_given_by_hand_keep_their_share(
    course: Course, doubling: Assignment, executor: AnsweringExecutor
) -> None:
    hand_in(course, doubling, "ada", "emmy")
    assert run(course, "grade", "doubling") == 0
    assert rows(course)["ada"]["score"] == "5"
    given(course, "double-many", manual_score=1.5, extra_credit=1)
    rules(course, "[assignments.doubling.points]\ndouble = 10")
    assert run(course, "grade", "doubling") == 0
    assert given(course, "double-many") == (3.75, 2.5, 7.5, 6.25)
    assert (rows(course)["ada"]["score"], rows(course)["ada"]["max_score"]) == ("8.25", "12")
    assert (rows(course)["emmy"]["score"], rows(course)["emmy"]["max_score"]) == ("9.5", "12")
    (course.root / "course.toml").unlink()
    assert run(course, "grade", "doubling") == 0
    assert given(course, "double-many") == (1.5, 1, 3, 2.5)


def test_a_dropped_exercise_counts_nothing_and_comes_back_whole(
    course: Course, doubling: Assignment
) -> None:
    hand_in(course, doubling, "ada")
    assert run(course, "grade", "doubling") == 0
    given(course, "double-many", manual_score=2, extra_credit=0.5)
    rules(course, '[assignments.doubling]\ndropped = ["double"]')
    for _ in range(2):
        assert run(course, "grade", "doubling", "--force") == 0
        assert (rows(course)["ada"]["score"], rows(course)["ada"]["max_score"]) == ("2", "2")
    (course.root / "course.toml").unlink()
    assert run(course, "grade", "doubling") == 0
    assert given(course, "double-many") == (2, 0.5, 3, 2.5)
    assert rows(course)["ada"]["score"] == "4.5"


def test_lateness_costs_the_same_everywhere(
    course: Course, doubling: Assignment, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(course, doubling, "ada", "emmy", time="2026-02-01 13:00:00")
    hand_in(course, doubling, "hedy", time="2026-01-31 12:30:00")
    (course.root / "roster.csv").write_text(
        "student,first name,last name,email\nada,Ada,Lovelace,ada@x.org\n"
    )
    rules(
        course,
        'roster = "roster.csv"\n[late]\npercent_per_day = 10\ngrace_hours = 1\n'
        "[assignments.doubling]\ndue = 2026-01-31T13:00:00+01:00\nextensions = { emmy = 25 }\n",
    )
    assert run(course, "grade", "doubling") == 0
    found = {name: (row["score"], row["late_deduction"]) for name, row in rows(course).items()}
    assert found == {"ada": ("4", "1"), "emmy": ("5", "0"), "hedy": ("5", "0")}
    with course.gradebook() as gradebook:
        submission: Any = gradebook.find_submission("doubling", "ada")
        assert (submission.score, submission.late_submission_penalty) == (5, 1)
        assert str(submission.assignment.duedate) == "2026-01-31 12:00:00"
        assert gradebook.find_submission("doubling", "emmy").total_seconds_late == 0  # type: ignore[reportGeneralTypeIssues]
        names = {s.id: (s.last_name, s.first_name, s.email) for s in gradebook.students}
    assert names == {
        "ada": ("Lovelace", "Ada", "ada@x.org"),
        "emmy": ("emmy", "–", None),
        "hedy": ("hedy", "–", None),
    }
    given(course, "double-one", manual_score=1)
    assert [s.score for s in scores(Course.at(course.root), "doubling")] == [4.8, 5, 5]


def test_a_due_date_that_is_said_no_more_is_taken_back(
    course: Course, doubling: Assignment
) -> None:
    def stored() -> tuple[Any, Any]:
        with course.gradebook() as gradebook:
            submission: Any = gradebook.find_submission("doubling", "ada")
            return submission.assignment.duedate, submission.extension

    hand_in(course, doubling, "ada", time="2026-02-01 13:00:00")
    rules(
        course,
        "[late]\npercent_per_day = 10\n[assignments.doubling]\n"
        "due = 2026-01-31T13:00:00Z\nextensions = { ada = 1 }\n",
    )
    run(course, "grade", "doubling")
    assert stored()[0] is not None
    assert rows(course)["ada"]["late_deduction"] != "0"
    rules(course, "[late]\npercent_per_day = 10\n")
    run(course, "grade", "doubling")
    assert stored() == (None, None)
    assert rows(course)["ada"]["late_deduction"] == "0"
    by_hand = datetime(2026, 1, 30)
    with course.gradebook() as gradebook:
        assignment: Any = gradebook.find_assignment("doubling")
        assignment.duedate = by_hand
        gradebook.db.commit()
    run(course, "grade", "doubling")
    assert stored() == (by_hand, None)


def test_collecting_by_a_roster_gives_the_gradebook_its_names(
    course: Course, doubling: Assignment, tmp_path: Path
) -> None:
    content = sample_class.STUDENTS[0].write(doubling).content
    for student in ("al", "cy"):
        (tmp_path / "in" / student).mkdir(parents=True)
        (tmp_path / "in" / student / "doubling.ipynb").write_bytes(content)
    roster = tmp_path / "roster.csv"
    roster.write_text(
        "student,username,first name,last name\nada,al,Ada,Lovelace\ncyrus,cy,,\nbob,bo,Bob,Boole\n"
    )
    assert run(course, "collect", str(tmp_path / "in"), "--roster", str(roster)) == Exit.OK
    assert run(course, "grade", "doubling") == 0
    with course.gradebook() as gradebook:
        names = {s.id: (s.last_name, s.first_name) for s in gradebook.students}
    assert names == {"ada": ("Lovelace", "Ada"), "cyrus": ("cyrus", "–")}


def test_the_table_keeps_the_rows_of_other_assignments(
    course: Course, doubling: Assignment
) -> None:
    hand_in(course, doubling, "ada")
    assert run(course, "grade", "doubling") == 0
    assert run(course, "grade", "shares") == 0
    assert rows(course)["ada"]["assignment"] == "doubling"


def test_an_export_of_one_assignment_leaves_the_whole_table(
    course: Course, doubling: Assignment, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(course, doubling, "ada")
    assert run(course, "grade", "doubling", "shares") == 0
    (course.root / "grades.csv").write_text("of the whole class")
    assert run(course, "export", "shares") == Exit.OK
    assert "grades_shares.csv" in capsys.readouterr().out.replace("\n", "")
    assert (course.root / "grades.csv").read_text() == "of the whole class"
    assert run(course, "export", "doubling", "--format", "moodle") == Exit.OK
    assert (course.root / "moodle_doubling.csv").is_file()
    assert run(course, "export") == Exit.OK
    assert "ada" in (course.root / "grades.csv").read_text()
    assert run(course, "export", "doubling", "shares") == Exit.OK
    assert "ada" in (course.root / "grades_doubling_shares.csv").read_text()


def test_one_student_or_one_exercise_is_graded_again(
    course: Course, doubling: Assignment, executor: AnsweringExecutor
) -> None:
    hand_in(course, doubling, "ada", "emmy")
    assert run(course, "grade", "doubling") == 0
    executor.ran.clear()
    executor._fails = lambda _, test: "no"
    assert run(course, "grade", "doubling", "--student", "ada") == 0
    assert executor.ran == [("ada", "doubling")]
    assert {name: row["score"] for name, row in rows(course).items()} == {"ada": "0", "emmy": "5"}
    executor.ran.clear()
    assert run(course, "grade", "doubling", "--exercise", "halve") == 0
    assert sorted(executor.ran) == [("ada", "doubling"), ("emmy", "doubling")]
    assert {name: row["score"] for name, row in rows(course).items()} == {"ada": "0", "emmy": "3"}


def test_mistyped_names_are_told(
    course: Course, doubling: Assignment, capsys: pytest.CaptureFixture[str]
) -> None:
    hand_in(course, doubling, "ada")
    assert run(course, "grade", "doubling", "--student", "adda") == Exit.USAGE
    assert "did you mean 'ada'?" in capsys.readouterr().out.replace("\n", " ")
    assert run(course, "grade", "doubling", "--exercise", "halv") == Exit.USAGE
    assert "did you mean 'halve'?" in capsys.readouterr().out.replace("\n", " ")
    assert not (course.root / "grades.csv").exists()


def test_a_grade_by_hand_waits_to_be_seen_again_only_where_the_work_changed(
    course: Course, doubling: Assignment
) -> None:
    hand_in(course, doubling, "ada")
    grade(course, [doubling], AnsweringExecutor())
    given(course, "double-many", manual_score=2)
    grade(course, [doubling], AnsweringExecutor(), force=True)
    assert scores(course, "doubling")[0].to_grade == ""
    course.submit("ada", "doubling", sample_class.STUDENTS[1].write(doubling).content)
    grade(course, [doubling], AnsweringExecutor())
    [score] = scores(course, "doubling")
    assert (score.score, score.to_grade) == (2, "not graded yet: double-many")


def test_the_guides_example_is_understood(tmp_path: Path) -> None:
    guide = Path(__file__).parents[3] / "book/guides/instructor_guide.md"
    [example] = re.findall(r"```toml\n(.*?)```", guide.read_text(), re.DOTALL)
    (tmp_path / "course.toml").write_text(example)
    (tmp_path / "roster.csv").write_text("student\nada\n")
    settings = read_settings(tmp_path)
    assignment = settings.load("causal_masking")
    worth = {exercise.id: exercise.points for exercise in assignment.exercises}
    assert worth == {"causal_mask": 10, "causal_attention": 0}
    assert settings.late == LatePolicy(10, timedelta(hours=2), 50)
    assert str(settings.of("causal_masking").due) == "2026-01-31 22:59:00"


@pytest.mark.parametrize("worth", [10, 1, 7, 0.5, 100])
def test_an_exercises_points_are_exact_whatever_its_tests_share(
    doubling: Assignment, worth: float
) -> None:
    [double, halve] = doubling.with_points({"double": worth}).exercises
    assert double.points == worth
    assert all(round(points, 2) == points for points in double.points_by_test.values())
    assert halve == doubling.exercises[1]
