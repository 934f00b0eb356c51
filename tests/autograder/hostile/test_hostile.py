"""One batch, through the real pipeline: attacks earn nothing, harm nobody and leave nothing."""

import os
import re
import sys
import time
from pathlib import Path

import nbformat
import pytest

from autograder import assignment
from autograder.assignment import Assignment
from autograder.course import Course
from autograder.kernels.sandbox import Sandbox
from autograder.pipeline import grade
from autograder.reports import Score, scores
from autograder.sandbox_executor import SandboxExecutor
from autograder.trusted.settings import Settings

sys.path.insert(0, str(Path(__file__).parent))
from corpus import Entry, code_entries, file_entries

from tests.autograder.needs import needs_bubblewrap

TINY = Path(__file__).parents[1] / "assignments"
NAMES_THE_SECRET = ("code.reads_frames", "code.reads_history")
MARK = "left-behind-4711"
SECONDS_PER_CELL, SECONDS_PER_NOTEBOOK = 6, 45


@pytest.fixture(scope="module")
def shares() -> Assignment:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment, "ASSIGNMENTS", TINY)
        return assignment.load("shares")


@pytest.fixture(scope="module")
def entries(shares: Assignment) -> list[Entry]:
    return code_entries(shares) + file_entries(shares)


@pytest.fixture(scope="module", params=["bubblewrap", "container"])
def kind(request: pytest.FixtureRequest, full: bool) -> Sandbox:
    """The sandbox; the container's turn comes with ``--full``."""
    if request.param == "container":
        if not full:
            pytest.skip("the container is attacked with --full")
        request.getfixturevalue("container_engine")
        return Sandbox.CONTAINER
    needs_bubblewrap()
    return Sandbox.BUBBLEWRAP


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory, shares: Assignment, kind: Sandbox) -> Course:
    course = Course.at(tmp_path_factory.mktemp("hostile") / "course")
    course.release([shares])
    return course


@pytest.fixture(scope="module")
def graded(
    course: Course, shares: Assignment, entries: list[Entry], kind: Sandbox
) -> dict[str, Score]:
    for entry in entries:
        entry.hand_in(course.folder("submitted", entry.student, "shares"))
    settings = Settings(
        b"a secret of this test",
        kind,
        seconds_per_cell=SECONDS_PER_CELL,
        seconds_per_notebook=SECONDS_PER_NOTEBOOK,
    )
    began = time.monotonic()
    with pytest.MonkeyPatch.context() as patch:
        (course.root / "tmp").mkdir()
        patch.setenv("TMPDIR", str(course.root / "tmp"))  # marks the processes of this batch
        outcome = grade(course, [shares], SandboxExecutor(settings, 2))
    assert list((course.root / "tmp").iterdir()) == []
    took = time.monotonic() - began
    assert outcome.faults == {}
    assert took < SECONDS_PER_NOTEBOOK * len(entries)
    return {score.student: score for score in scores(course, "shares")}


def passed(score: Score, shares: Assignment) -> set[str]:
    points = {t: p for e in shares.exercises for t, p in e.points_by_test.items()}
    assert set(score.by_test) == set(points)
    assert all(value in (0, points[test]) for test, value in score.by_test.items())
    return {test for test, value in score.by_test.items() if value}


def test_there_is_an_attack_for_every_class(entries: list[Entry]) -> None:
    assert sum(entry.student.startswith("code.") for entry in entries) >= 55
    assert len({entry.student for entry in entries}) == len(entries)


def test_nobody_earns_or_loses_an_undeserved_point(
    graded: dict[str, Score], shares: Assignment, entries: list[Entry]
) -> None:
    got = {entry.student: passed(graded[entry.student], shares) for entry in entries}
    more = {e.student: got[e.student] - e.earns for e in entries if got[e.student] - e.earns}
    assert more == {}
    # who breaks the own kernel may break the own later cells; everybody else loses nothing
    honest = [entry for entry in entries if not entry.student.startswith("code.")]
    less = {e.student: e.earns - got[e.student] for e in honest if e.earns - got[e.student]}
    assert less == {}


def test_every_student_is_in_the_gradebook_once(
    graded: dict[str, Score], entries: list[Entry]
) -> None:
    assert set(graded) == {entry.student for entry in entries}
    assert {score.max_score for score in graded.values()} == {7}


def test_unreadable_files_come_with_a_reason(graded: dict[str, Score]) -> None:
    for name in ("empty", "cut_off", "not_json", "deep_json", "nothing", "pipe", "link", "large"):
        assert "Nothing could be graded" in graded[f"file.{name}"].remarks, name


def test_nothing_is_left_running(graded: dict[str, Score], course: Course) -> None:
    for process in Path("/proc").iterdir():
        if process.name.isdecimal() and int(process.name) != os.getpid():
            try:
                text = (process / "cmdline").read_bytes() + (process / "environ").read_bytes()
            except OSError:
                continue
            assert MARK.encode() not in text
            assert str(course.root).encode() not in (process / "cmdline").read_bytes()


def test_nothing_is_written_elsewhere(graded: dict[str, Score], course: Course) -> None:
    places = [course.root, Path("/tmp"), Path.home(), Path(sys.prefix), Path("/usr/lib")]
    found = [p for place in places for p in place.glob(f"*{MARK}*")]
    found += [p for place in places for p in place.glob("bomb-*")]
    assert found == []
    names = {p.name for p in course.root.iterdir()}
    assert names <= {"submitted", "rebuilt", "autograded", "feedback", "source", "release"} | {
        "solutions", "gradebook.db", ".graded", "nbgrader_config.py", ".secret", "tmp",
        "gradebook.db-wal", "gradebook.db-shm",
    }  # fmt: skip


def test_inputs_of_tests_are_not_shown(graded: dict[str, Score], course: Course) -> None:
    place = course.notebook("autograded", "file.prints_inputs_of_tests", "shares")
    cells = nbformat.read(place, as_version=4).cells
    outputs = str([cell.outputs for cell in cells if cell.cell_type == "code"])
    assert "inputs: [] []" in outputs
    assert "tensor(" not in outputs


def test_feedback_is_safe_and_tells_no_secret(graded: dict[str, Score], course: Course) -> None:
    pages = {p.parts[-3]: p.read_text() for p in course.root.glob("feedback/*/*/*.html")}
    assert set(pages) == set(graded)
    for student, page in pages.items():
        assert "secret_expectation_4711" not in page or student in NAMES_THE_SECRET
        assert "5484134085" not in page
        assert "<script" not in page, student
        assert not re.search(r"<[^>]+onerror|href=.javascript", page), student
        assert len(page) < 2_000_000
