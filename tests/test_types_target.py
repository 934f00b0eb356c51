"""`make types` checks again where a module has changed, come or gone, and only there."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
CHECKER = "#!/bin/sh\necho looked; test ! -f wrong\n"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course of three modules, set up, whose checker says only that it looked."""
    for name in (
        "course_lib/a.py",
        "autograder/b.py",
        "deploy/c.py",
        "autograder/assignments/x/y/z.py",
    ):
        write(tmp_path / name)
    for name in ("pyproject.toml", "constraints.txt", ".venv/.ready"):
        write(tmp_path / name)
    shutil.copy(ROOT / "Makefile", tmp_path)
    checker = tmp_path / ".venv/bin/pyright"
    write(checker, CHECKER)
    checker.chmod(0o755)
    return tmp_path


def write(path: Path, text: str = "") -> None:
    """As an editor does: the file is newer than all that was made of it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def looked(course: Path, *settings: str) -> bool:
    """Whether the checker looked; what was made lies in the past afterwards, as hours later."""
    done = subprocess.run(["make", "types", *settings], cwd=course, capture_output=True, text=True)
    assert (done.returncode == 0) == (not (course / "wrong").exists()), done.stderr
    for path in filter(Path.is_file, course.rglob("*")):
        status = path.stat()
        os.utime(path, (status.st_atime, status.st_mtime - 100))
    return "looked" in done.stdout


def test_what_was_right_is_not_looked_at_again(course: Path) -> None:
    assert looked(course)
    assert not looked(course)
    assert not looked(course)
    write(course / "autograder/assignments/x/y/z.py")  # a solution: pyright does not read it
    assert not looked(course)


@pytest.mark.parametrize(
    "change",
    [
        lambda course: write(course / "course_lib/a.py"),
        lambda course: write(course / "deploy/new.py"),
        lambda course: (course / "autograder/b.py").unlink(),
        lambda course: write(course / ".venv/.ready"),  # as other pins or settings would
    ],
    ids=["edited", "added", "removed", "set up again"],
)
def test_a_change_is_looked_at_once(course: Path, change: Callable[[Path], object]) -> None:
    assert looked(course)
    change(course)
    assert looked(course)
    assert not looked(course)


def test_what_was_wrong_is_looked_at_until_it_is_right(course: Path) -> None:
    write(course / "wrong")
    assert looked(course)
    assert looked(course)
    (course / "wrong").unlink()
    assert looked(course)
    assert not looked(course)


def test_at_full_length_it_looks_in_any_case(course: Path) -> None:
    assert looked(course)
    assert looked(course, "FULL=--full")
