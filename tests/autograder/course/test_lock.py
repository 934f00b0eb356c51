"""Two commands never work on one course at the same time."""

import os
from pathlib import Path

import pytest

from autograder import __main__ as door
from autograder.course.folder import Course
from autograder.course.lock import CourseBusyError, course_lock


def test_the_second_is_told_who_the_first_is(tmp_path: Path) -> None:
    course = Course.at(tmp_path / "course")
    with (
        course_lock(course),
        pytest.raises(CourseBusyError, match=f"process {os.getpid()};"),
        course_lock(course),
    ):
        pass
    with course_lock(course):
        pass


def test_the_command_says_so_and_fails(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], doubling: object
) -> None:
    with course_lock(Course.at(tmp_path)):
        assert door.main(["grade", "--course", str(tmp_path)]) == 2
    assert "in use by process" in capsys.readouterr().out
