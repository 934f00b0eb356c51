"""Workers are begun early where there will be work for them, and never left behind."""

import argparse
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.execution import begun, executor_for
from autograder.kernels import sandbox
from autograder.kernels.sandbox import Sandbox, SandboxError
from autograder.sandbox_executor import SandboxExecutor


def options(folder: Path, **others: object) -> argparse.Namespace:
    usual = {
        **{"course": folder, "assignment": [], "force": False, "student": None, "exercise": None},
        **{"executor": "sandbox", "sandbox": "bubblewrap", "scheduler": None, "jobs": 1},
    }
    return argparse.Namespace(**usual | others)


@pytest.fixture
def handed_in(tmp_path: Path) -> Course:
    try:
        sandbox.require(Sandbox.BUBBLEWRAP)
    except SandboxError as error:
        pytest.skip(str(error))
    course = Course.at(tmp_path)
    course.submit("ada", "doubling", b"{}")
    return course


@pytest.mark.parametrize(
    "others",
    [
        {"executor": "stock"},
        {"scheduler": "tcp://127.0.0.1:8786"},
        {"assignment": ["another"]},
    ],
)
def test_nothing_is_begun_that_nobody_would_use(
    handed_in: Course, others: dict[str, object]
) -> None:
    with begun(options(handed_in.root, **others)) as nursery:
        assert nursery is None


def test_what_was_begun_is_used_and_ended_whatever_happens(handed_in: Course) -> None:
    wanted = options(handed_in.root)
    with pytest.raises(ZeroDivisionError), begun(wanted) as nursery:  # noqa: PT012
        assert nursery is not None
        assert nursery.number is not None
        process = Path(f"/proc/{nursery.number}")
        assert process.exists()
        executor = executor_for(handed_in, wanted, nursery)
        assert isinstance(executor, SandboxExecutor)
        assert executor.nursery is nursery
        raise ZeroDivisionError
    assert nursery is not None
    assert nursery.number is None
    assert not process.exists()


def test_who_asks_for_a_student_again_is_served_early(handed_in: Course) -> None:
    folder = handed_in.root / "elsewhere"
    with begun(options(folder)) as nursery:
        assert nursery is None
    with begun(options(folder, student=["ada"])) as nursery:
        assert nursery is not None
