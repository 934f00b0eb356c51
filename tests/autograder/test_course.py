"""A course folder: nothing that somebody put there is lost, whatever the folder is called."""

import subprocess
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.assignment import Assignment
from autograder.commands import Exit
from autograder.commands.options import BUILT, COURSE, SAMPLE
from autograder.course import Course
from autograder.course_lock import course_lock

ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize("name", ["a?b", "a#b", "a%20b", "a b:c", "ä"])
def test_the_gradebook_lies_in_the_course_whatever_that_is_called(
    tmp_path: Path, doubling: Assignment, name: str
) -> None:
    course = Course.at(tmp_path / name)
    course.release([doubling])
    assert (tmp_path / name / "gradebook.db").is_file()
    assert [path.name for path in tmp_path.iterdir()] == [name]
    assert course.release([doubling]) == []


def test_what_a_submission_replaces_is_kept(tmp_path: Path) -> None:
    course = Course.at(tmp_path)
    folder = course.folder("submitted", "ada", "doubling")
    course.submit("ada", "doubling", b"first")
    (folder / "timestamp.txt").write_text("2026-01-31 12:00:00 UTC")
    course.submit("ada", "doubling", b"second")
    course.submit("ada", "doubling", b"second")
    course.submit("ada", "doubling", b"third", "other.ipynb")
    assert [path.name for path in folder.iterdir()] == ["other.ipynb"]
    first, second = course.replaced("ada", "doubling")
    assert (first / "doubling.ipynb").read_bytes() == b"first"
    assert (first / "timestamp.txt").read_text() == "2026-01-31 12:00:00 UTC"
    assert (second / "doubling.ipynb").read_bytes() == b"second"


def test_a_command_says_where_it_keeps_what_it_replaced(
    course: Course, doubling: Assignment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "in" / "ada").mkdir(parents=True)
    for content, said in (
        (b"first", ""),
        (b"second", "1 submission was replaced"),
        (b"second", ""),
    ):
        (tmp_path / "in" / "ada" / "doubling.ipynb").write_bytes(content)
        main(["collect", str(tmp_path / "in"), "--course", str(course.root)])
        told = " ".join(capsys.readouterr().out.split())
        assert said in told
        assert ("is kept in" in told) == bool(said)
    assert (course.root / "replaced/ada/doubling/1/doubling.ipynb").read_bytes() == b"first"


def test_the_sample_class_the_release_and_a_real_class_live_apart() -> None:
    assert not COURSE.is_relative_to("build")
    assert len({BUILT, COURSE, SAMPLE, Path("build/check")}) == 4
    ignored = (ROOT / ".gitignore").read_text().splitlines()
    assert f"/{COURSE}/" in ignored


def test_submissions_of_an_earlier_version_are_left_and_named(
    tmp_path: Path,
    doubling: Assignment,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    earlier = Course.at(BUILT)
    earlier.submit("ada", "doubling", b"work")
    assert main(["grade", "doubling", "--executor", "stock"]) == Exit.OK
    assert capsys.readouterr().out.count("1 students' submissions lie in build/course") == 1
    assert (earlier.notebook("submitted", "ada", "doubling")).read_bytes() == b"work"
    assert (tmp_path / "course/gradebook.db").is_file()
    make = subprocess.run(
        ["make", "--file", ROOT / "Makefile", "clean"], capture_output=True, text=True
    )
    assert make.returncode != 0
    assert "build/course/submitted holds submissions" in make.stdout
    assert (earlier.notebook("submitted", "ada", "doubling")).read_bytes() == b"work"


def test_clean_leaves_a_class_alone(tmp_path: Path) -> None:
    for folder in ("course/submitted/ada", "build/site"):
        (tmp_path / folder).mkdir(parents=True)
    subprocess.run(["make", "--file", ROOT / "Makefile", "clean"], cwd=tmp_path, check=True)
    assert (tmp_path / "course/submitted/ada").is_dir()
    assert not (tmp_path / "build").exists()


@pytest.mark.parametrize("command", [["collect", "."], ["feedback", "doubling"], ["sample"]])
def test_every_command_that_writes_waits_for_the_others(
    course: Course, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with course_lock(course):
        assert main([*command, "--course", str(course.root)]) == Exit.USAGE
    assert "in use by process" in capsys.readouterr().out
