"""A tiny assignment and its course, for tests that run the real grading path in seconds."""

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import nbgrader.api
import pytest

from autograder.authoring import assignment
from autograder.authoring.assignment import Assignment
from autograder.course.folder import Course
from autograder.sandbox.outside import sandbox
from autograder.sandbox.outside.sandbox import Sandbox, SandboxError

TINY = Path(__file__).parent / "assignments"
# Podman's runtime refuses control groups of both versions side by side; nothing else needs them
WITHOUT_SECOND_VERSION = """#!/bin/sh
exec unshare --mount sh -c 'umount /sys/fs/cgroup/unified; exec {program} "$@"' podman "$@"
"""


@pytest.fixture(scope="session", autouse=True)
def version_of_gradebooks() -> Iterator[None]:
    """nbgrader starts a process of two seconds for each new gradebook; here one must do."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(nbgrader.api, "get_alembic_version", cache(nbgrader.api.get_alembic_version))
        yield


@pytest.fixture
def doubling(monkeypatch: pytest.MonkeyPatch) -> Assignment:
    monkeypatch.setattr(assignment, "ASSIGNMENTS", TINY)
    return assignment.load("doubling")


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course with the tiny assignment: to release it takes a second, to copy it nothing."""
    course = Course.at(tmp_path_factory.mktemp("released") / "course")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assignment, "ASSIGNMENTS", TINY)
        course.release([assignment.load("doubling")])
    (course.root / "nbgrader_config.py").unlink()  # it names its folder
    return course.root


@pytest.fixture
def course(tmp_path: Path, doubling: Assignment, released: Path) -> Course:
    shutil.copytree(released, tmp_path / "course")
    course = Course.at(tmp_path / "course")
    assert course.release([doubling]) == [], "nothing is left to do but to say where it lies"
    return course


@pytest.fixture(scope="session")
def container_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Podman or Docker, where one runs containers; the test is skipped elsewhere."""
    with pytest.MonkeyPatch.context() as patch:
        program = shutil.which("podman")
        if program and os.getuid() == 0 and Path("/sys/fs/cgroup/unified").is_dir():
            folder = tmp_path_factory.mktemp("engine")
            (folder / "podman").write_text(WITHOUT_SECOND_VERSION.format(program=program))
            (folder / "podman").chmod(0o755)
            patch.setenv("PATH", f"{folder}:{os.environ['PATH']}")
        try:
            sandbox.require(Sandbox.CONTAINER)
        except SandboxError as error:
            pytest.skip(str(error))
        yield
