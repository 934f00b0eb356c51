"""What Formgrader's buttons call runs nothing without a sandbox, and loses nothing."""

import os
import runpy
import shutil
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.apps.api import NbGraderAPI
from nbgrader.auth import Authenticator
from nbgrader.coursedir import CourseDirectory
from nbgrader.exchange.default import ExchangeFetchFeedback
from nbgrader.preprocessors import Execute
from traitlets.config import Config

from autograder.authoring.assignment import Assignment
from autograder.course.folder import COURSE_ID, Course
from autograder.course.lock import course_lock
from autograder.formgrader import converters
from autograder.grading.pipeline import grade
from autograder.known import sample_class
from autograder.sandbox.outside.sandbox import Sandbox, SandboxError
from tests.autograder.answering import AnsweringExecutor


@pytest.fixture
def graded(course: Course, doubling: Assignment, monkeypatch: pytest.MonkeyPatch) -> Course:
    """Two students, graded; from here on nothing may run but by the course's own executor."""
    for student in sample_class.STUDENTS[:2]:
        course.submit(student.id, "doubling", student.write(doubling).content)
    grade(course, [doubling], AnsweringExecutor())

    def never(*_: object, **__: object) -> None:
        raise AssertionError("nbgrader's own way of running a notebook")

    monkeypatch.setattr(Execute, "preprocess", never)
    monkeypatch.setattr(converters.sandbox, "require", lambda kind: None)
    return course


def api_of(course: Course, tmp_path: Path, exchange: Path | None = None) -> Any:
    """What Formgrader has after reading the course's configuration file."""
    config = Config()
    path = course.root / "nbgrader_config.py"
    runpy.run_path(str(path), {"get_config": lambda: config})
    config.Exchange.root = str(exchange or tmp_path / "no-exchange")
    return NbGraderAPI(CourseDirectory(config=config), config=config)


def files(course: Course) -> dict[str, bytes]:
    kept = (p for p in course.root.rglob("*") if p.is_file() and p.name != ".lock")
    return {str(path.relative_to(course.root)): path.read_bytes() for path in kept}


def test_autograde_grades_by_the_courses_own_executor(
    graded: Course, doubling: Assignment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    executor = AnsweringExecutor()
    monkeypatch.setattr(converters, "SandboxExecutor", lambda settings, workers: executor)
    graded.submit("blaise", "doubling", sample_class.STUDENTS[0].write(doubling).content)
    before = files(graded)
    result = api_of(graded, tmp_path).autograde("doubling", "blaise")
    assert result["success"], result
    assert executor.ran == [("blaise", "doubling")]
    after = files(graded)
    assert after.keys() == before.keys() | {".secret"}
    changed = {Path(name).parts[:2] for name in before if before[name] != after[name]}
    assert changed - {("gradebook.db",), (".graded", "doubling.json")} == {
        ("rebuilt", "blaise"),
        ("autograded", "blaise"),
        ("feedback", "blaise"),
    }
    with graded.gradebook() as gradebook:
        assert gradebook.find_submission("doubling", "blaise").score == 6  # type: ignore[reportGeneralTypeIssues]


def test_without_a_sandbox_autograde_refuses_and_keeps_what_is_there(
    graded: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(kind: Sandbox) -> None:
        raise SandboxError("no namespaces here")

    monkeypatch.setattr(converters.sandbox, "require", refuse)
    before = files(graded)
    result = api_of(graded, tmp_path).autograde("doubling", "ada")
    assert not result["success"]
    assert "no namespaces here" in result["log"]
    assert files(graded) == before


def test_a_course_in_use_is_left_alone(graded: Course, tmp_path: Path) -> None:
    before = files(graded)
    api = api_of(graded, tmp_path)
    with course_lock(graded):
        for result in (api.autograde("doubling", "ada"), api.generate_feedback("doubling")):
            assert not result["success"]
            assert "is in use by process" in result["log"]
    assert files(graded) == before


def test_feedback_is_the_page_that_grading_made(graded: Course, tmp_path: Path) -> None:
    path = graded.folder("feedback", "ada", "doubling") / "doubling.html"
    ours = path.read_bytes()
    path.unlink()
    assert api_of(graded, tmp_path).generate_feedback("doubling", "ada")["success"]
    assert path.read_bytes() == ours
    assert b"170141" not in ours
    path.write_text("an old page")
    assert api_of(graded, tmp_path).generate_feedback("doubling")["success"]
    assert path.read_bytes() == ours


def test_generate_makes_the_release_from_the_assignments_text(
    graded: Course, tmp_path: Path
) -> None:
    release = graded.notebook("release", ".", "doubling")
    before = nbformat.read(release, 4)
    assert api_of(graded, tmp_path).generate_assignment("doubling")["success"]
    release.unlink()
    assert api_of(graded, tmp_path).get_assignment("doubling")["status"] == "draft"
    assert api_of(graded, tmp_path).release_assignment("doubling")["success"]
    assert nbformat.read(release, 4) == before
    assert api_of(graded, tmp_path).get_assignment("doubling")["status"] == "released"


def test_without_an_exchange_the_other_buttons_say_what_to_do(
    graded: Course, tmp_path: Path
) -> None:
    api, before = api_of(graded, tmp_path), files(graded)
    assert not api.exchange_missing
    for press, command in (
        (api.collect, "llm-course-grader collect"),
        (api.release_feedback, "llm-course-grader feedback"),
        (api.unrelease, "cannot be taken back"),
    ):
        result = press("doubling")
        assert not result["success"]
        assert command in result["log"]
        assert "Nothing was changed:" in result["log"]
    assert files(graded) == before


def test_with_an_exchange_collecting_is_ours(
    graded: Course, doubling: Assignment, tmp_path: Path
) -> None:
    exchange = tmp_path / "exchange"
    exchange.mkdir(mode=0o777)
    api = api_of(graded, tmp_path, exchange)
    assert api.get_assignment("doubling")["status"] == "draft"
    inbound = exchange / COURSE_ID / "inbound"
    place = inbound / "emmy+doubling+2026-01-31 12:00:00 UTC+x7"
    place.mkdir(parents=True)
    (place / "doubling.ipynb").write_bytes(sample_class.STUDENTS[0].write(doubling).content)
    earlier = inbound / "emmy+doubling+2026-01-30 12:00:00 UTC+x6"
    shutil.copytree(place, earlier)
    result = api.collect("doubling")
    assert result["success"], result
    assert graded.notebook("submitted", "emmy", "doubling").is_file()
    assert "counts instead" in result["log"]
    assert "WARNING" not in result["log"], "to hand in twice is nothing to look at"


def test_what_was_collected_is_listed_and_its_button_grades_it(
    graded: Course, doubling: Assignment, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    inbound = tmp_path / "exchange" / COURSE_ID / "inbound"
    api = api_of(graded, tmp_path, tmp_path / "exchange")

    def hand_in(student: str, day: int) -> None:
        place = inbound / f"{student}+doubling+2026-01-{day} 12:00:00 UTC+x{day}"
        place.mkdir(parents=True)
        (place / "doubling.ipynb").write_bytes(sample_class.STUDENTS[0].write(doubling).content)
        assert api.collect("doubling")["success"]

    def listed() -> dict[str, tuple[bool, str]]:
        shown = api.get_submissions("doubling")
        return {row["student"]: (row["autograded"], row["timestamp"]) for row in shown}

    before = {k: v for k, v in files(graded).items() if not k.startswith("submitted")}
    hand_in("emmy", 30)
    hand_in("emmy", 31)  # again, before anybody graded it
    hand_in("blaise", 31)  # again, after
    assert listed() == {
        "ada": (True, None),
        "emmy": (False, "2026-01-31T12:00:00"),
        "blaise": (False, "2026-01-31T12:00:00"),
    }
    assert api.get_assignment("doubling")["num_submissions"] == 3
    after = files(graded)
    assert {name: after[name] for name in before} == before, "the last grade stays as it was"

    executor = AnsweringExecutor()
    monkeypatch.setattr(converters, "SandboxExecutor", lambda settings, workers: executor)
    for student in ("emmy", "blaise"):
        assert api.autograde("doubling", student)["success"]
    assert executor.ran == [("emmy", "doubling"), ("blaise", "doubling")]
    assert {autograded for autograded, _ in listed().values()} == {True}
    hand_in("ada", 31)
    grade(graded, [doubling], AnsweringExecutor())
    assert listed()["ada"] == (True, "2026-01-31T12:00:00")


def test_feedback_reaches_the_student_through_the_exchange(
    graded: Course, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    exchange, home = tmp_path / "exchange", tmp_path / "ada"
    (exchange / COURSE_ID).mkdir(parents=True, mode=0o777)
    exchange.chmod(0o777)
    api = api_of(graded, tmp_path, exchange)
    name, secret = "ada+doubling+2026-01-31 12:00:00.000000 UTC", "a" * 128
    handed_in = graded.notebook("submitted", "ada", "doubling").read_bytes()
    for place in (
        exchange / COURSE_ID / "inbound" / f"{name}+x7",
        home / "cache" / COURSE_ID / name,
    ):
        place.mkdir(parents=True)
        (place / "doubling.ipynb").write_bytes(handed_in)
        (place / "submission_secret.txt").write_text(secret)
    result = api.release_feedback("doubling")
    assert result["success"], result
    assert "ada, doubling: feedback released" in result["log"]
    assert "blaise, doubling: not handed in through this exchange" in result["log"]
    [page] = (exchange / COURSE_ID / "feedback").iterdir()
    assert page.stat().st_mode & 0o777 == 0o644

    config = Config()
    config.Exchange.root, config.Exchange.cache = str(exchange), str(home / "cache")
    config.Exchange.assignment_dir = str(home)
    config.CourseDirectory.course_id = COURSE_ID
    coursedir = CourseDirectory(config=config)
    coursedir.assignment_id = "doubling"
    ExchangeFetchFeedback(coursedir=coursedir, authenticator=Authenticator(), config=config).start()
    [fetched] = home.glob("doubling/feedback/*/doubling.html")
    assert fetched.read_bytes() == graded.feedback_page("ada", "doubling").read_bytes()


def test_a_page_of_an_earlier_submission_is_not_handed_out(graded: Course, tmp_path: Path) -> None:
    exchange = tmp_path / "exchange"
    (exchange / COURSE_ID).mkdir(parents=True)
    exchange.chmod(0o777)
    page = graded.feedback_page("ada", "doubling")
    os.utime(page, (1_000_000_000, 1_000_000_000))
    result = api_of(graded, tmp_path, exchange).release_feedback("doubling")
    assert "graded before the submission that was collected last; grade it first" in result["log"]
    assert list((exchange / COURSE_ID / "feedback").iterdir()) == []


def test_a_submission_with_a_time_counts_as_graded(
    course: Course, doubling: Assignment, tmp_path: Path
) -> None:
    course.submit("ada", "doubling", sample_class.STUDENTS[0].write(doubling).content)
    place = course.folder("submitted", "ada", "doubling") / "timestamp.txt"
    place.write_text("2026-01-31 12:00:00.25 UTC\n")
    grade(course, [doubling], AnsweringExecutor())
    [shown] = api_of(course, tmp_path).get_submissions("doubling")
    assert shown["autograded"]
    place.unlink()
    grade(course, [doubling], AnsweringExecutor())
    [shown] = api_of(course, tmp_path).get_submissions("doubling")
    assert shown["autograded"]


def test_the_configuration_names_the_gradebook_that_was_used(
    tmp_path: Path, doubling: Assignment
) -> None:
    course = Course.at(tmp_path / "course", f"sqlite:///{tmp_path / 'elsewhere.db'}")
    course.release([doubling])
    assert api_of(course, tmp_path).coursedir.db_url == course.db_url


def test_an_instructors_own_configuration_stays(course: Course, doubling: Assignment) -> None:
    path = course.root / "nbgrader_config.py"
    before = "from autograder.course.folder import Course\nc = get_config()\nc.A.b = 1\n"
    path.write_text(f"{before}c.merge(Course.at('/old/place').config)\nc.C.d = 2\n")
    course.release([doubling])
    ours = f"c.merge(Course.at({str(course.root)!r}, {course.db_url!r}).config)"
    assert path.read_text() == f"{before}{ours}\nc.C.d = 2\n"
    path.write_text("# nothing of yours\n")
    course.release([doubling])
    assert path.read_text() == "# nothing of yours\n"


def test_a_configuration_with_a_password_is_for_its_owner_alone(
    tmp_path: Path, doubling: Assignment
) -> None:
    course = Course.at(tmp_path, "postgresql+psycopg://grader:secret@127.0.0.1/course")
    course._write_configuration()
    assert (tmp_path / "nbgrader_config.py").stat().st_mode & 0o777 == 0o600
