"""The bank judges the tests: a miss in either direction is reported."""

import shutil
from dataclasses import replace
from pathlib import Path

import nbformat
import pytest

from autograder.__main__ import main
from autograder.authoring.assignment import Assignment, AssignmentError
from autograder.authoring.bank import Entry, entries
from autograder.authoring.notebooks import fill_in, reference_solutions, released_notebook
from autograder.course.folder import Course
from autograder.grading.judge.settings import Settings
from autograder.grading.pipeline import grade
from autograder.grading.sandbox_executor import SandboxExecutor
from autograder.known.graded_bank import judge, submit


def test_entries_say_what_they_are_and_what_they_fail(doubling: Assignment) -> None:
    names = {(e.exercise, e.kind, e.name): e.must_fail for e in entries(doubling)}
    assert names["double", "wrong", "squares"] == ("double-one", "double-many")
    assert names["halve", "right", "multiplies"] == ()


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("x = 1", "needs a docstring"),
        ('""""""\n# fails: one', "needs a docstring"),
        ('"""Says nothing of a test."""', "needs a line '# fails: …'"),
        ('"""Unknown."""\n# fails: colour', "names the test 'colour'; expected one of"),
        ('"""Called in full."""\n# fails: double-one', "of many one, without the exercise's name"),
        ('"""Broken."""\n# fails: one\ndef double(x:', "line 3: "),
    ],
)
def test_a_malformed_entry_is_refused(
    doubling: Assignment, tmp_path: Path, source: str, message: str
) -> None:
    shutil.copytree(doubling.folder / "bank", tmp_path / "bank")
    (tmp_path / "bank/double/wrong/new.py").write_text(source)
    with pytest.raises(AssignmentError, match=r"^wrong/new\.py of double") as error:
        entries(replace(doubling, folder=tmp_path))
    assert message in str(error.value)


def test_a_right_entry_fails_nothing(doubling: Assignment, tmp_path: Path) -> None:
    shutil.copytree(doubling.folder / "bank", tmp_path / "bank")
    (tmp_path / "bank/double/right/new.py").write_text('"""Right."""\n# fails: one')
    with pytest.raises(AssignmentError, match=r"^right/new\.py of double is right"):
        entries(replace(doubling, folder=tmp_path))


def test_misjudged_solutions_are_found(course: Course, doubling: Assignment) -> None:
    bank = entries(doubling)
    submit(course, doubling, bank)
    right = Entry("double", "right", "squares", "def double(x):\n    return x**2", (), 7)
    wrong = Entry("halve", "wrong", "none", "def halve(x):\n    return x / 2", ("halve-two",), 8)
    for entry in (right, wrong):
        notebook = fill_in(
            released_notebook(doubling),
            reference_solutions(doubling) | {entry.exercise: entry.source},
        )
        course.submit(entry.student, "doubling", nbformat.writes(notebook).encode())
    grade(course, [doubling], SandboxExecutor(Settings(b"a secret of the tests"), 2))
    verdicts = judge(course, doubling, [*bank, right, wrong])
    assert {v.name: v.misjudged for v in verdicts if v.misjudged} == {
        "squares": "is right, but lost double-many, double-one",
        "none": "passed halve-two",
    }


def test_the_command_says_what_is_wrong(
    doubling: Assignment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release", "tripling", "--course", str(tmp_path)]) == 2
    assert "no assignment 'tripling'" in capsys.readouterr().out
    assert list(tmp_path.iterdir()) == []
