"""A tiny assignment and its course, for tests that run the real grading path in seconds."""

from pathlib import Path

import pytest

from autograder import assignment
from autograder.assignment import Assignment
from autograder.course import Course

TINY = Path(__file__).parent / "assignments"


@pytest.fixture
def doubling(monkeypatch: pytest.MonkeyPatch) -> Assignment:
    monkeypatch.setattr(assignment, "ASSIGNMENTS", TINY)
    return assignment.load("doubling")


@pytest.fixture
def course(tmp_path: Path, doubling: Assignment) -> Course:
    course = Course.at(tmp_path / "course")
    course.release([doubling])
    return course
