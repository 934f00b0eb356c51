"""What a sandbox shows: by name, and never a course, wherever that lies."""

import contextlib
import os
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.base import at_hand
from autograder.sandbox.outside import bubblewrap, sandbox, visible_files
from autograder.sandbox.outside.sandbox import Sandbox, SandboxError
from tests.autograder.needs import needs_bubblewrap

ROOT = Path(__file__).parents[4]
SECRET = "a gradebook, submissions and solutions"


@pytest.fixture(scope="module")
def bwrap() -> str:
    needs_bubblewrap()
    return bubblewrap.program() or ""


@pytest.fixture(scope="module")
def courses() -> Iterator[list[Path]]:
    """A course below every folder that a sandbox shows, above it, and deeper."""
    folders = [place.path for place in visible_files.places() if place.path.is_dir()]
    folders += [Path(sys.prefix), Path(sys.base_prefix), Path("/usr/src"), Path("/usr/local")]
    with contextlib.ExitStack() as stack:
        made = []
        for folder in {folder.resolve() for folder in folders if os.access(folder, os.W_OK)}:
            top = stack.enter_context(tempfile.TemporaryDirectory(prefix="course-", dir=folder))
            course = Path(top, "of spring", "build")
            (course / "source").mkdir(parents=True)
            (course / "source" / "solution").write_text(SECRET)
            made.append(course)
        yield made


def inside(bwrap: str, private: list[Path], script: str) -> str:
    words = bubblewrap.command(bwrap, ROOT / "book", ["/bin/sh", "-c", script], private)
    done = subprocess.run(words, env=sandbox.ENVIRONMENT, capture_output=True, text=True)
    assert "bwrap" not in done.stderr, done.stderr
    return done.stdout


def test_no_course_is_shown_wherever_it_lies(bwrap: str, courses: list[Path]) -> None:
    assert len(courses) > 3
    reads = "; ".join(f"cat '{course}/source/solution'" for course in courses)
    assert inside(bwrap, courses, f"{reads}; echo tried") == "tried\n"
    assert SECRET in inside(bwrap, [], reads), "without the cover some can be read"


def test_a_course_behind_a_link_is_covered_too(bwrap: str, tmp_path: Path) -> None:
    with tempfile.TemporaryDirectory(prefix="course-", dir=Path(sys.prefix, "lib")) as folder:
        Path(folder, "solution").write_text(SECRET)
        (tmp_path / "link").symlink_to(folder)
        assert inside(bwrap, [tmp_path / "link"], f"cat {folder}/solution; echo tried") == "tried\n"


def test_nobody_can_write_where_something_is_covered(bwrap: str, courses: list[Path]) -> None:
    writes = "; ".join(f"echo x > '{course}/x' && echo written" for course in courses)
    assert inside(bwrap, courses, writes) == ""


def test_what_must_be_shown_cannot_be_a_course() -> None:
    with pytest.raises(SandboxError, match="move the course"):
        sandbox.require(Sandbox.BUBBLEWRAP, [Path(sys.prefix, "lib")])


def test_only_packages_of_the_course_are_at_hand() -> None:
    assert {"numpy", "torch", "matplotlib", "einops"} - at_hand.modules_at_hand() == {"einops"}
    assert not {"transformers", "tokenizers", "nbgrader", "pip"} & at_hand.modules_at_hand()


def test_the_repository_is_not_shown(bwrap: str) -> None:
    assert inside(bwrap, [], f"ls {ROOT}; ls {ROOT}/autograder; ls -a {ROOT}/.git").split() in (
        [],
        [".venv"],
    )


def test_the_packages_with_data_are_those_of_the_project() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert {"ipython", *project["dependency-groups"]["data"]} == set(at_hand._FURTHER)
    assert project["project"]["name"] == at_hand.COURSE
