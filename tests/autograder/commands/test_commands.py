"""Every command explains itself, says by its exit code how it went, and leads to the next."""

import argparse
import csv
import errno
import os
import re
import subprocess
import sys
import tomllib
import unicodedata
import warnings
import zipfile
from pathlib import Path

import pytest

from autograder.__main__ import main
from autograder.authoring import assignment as assignments
from autograder.authoring.assignment import Assignment
from autograder.commands import NAMES, Exit
from autograder.commands.options import graded_assignments
from autograder.course.folder import Course
from autograder.grading.pipeline import Outcome
from autograder.known import sample_class
from tests.autograder.needs import needs_bubblewrap

ROOT = Path(__file__).parents[3]


def console_script(*arguments: str) -> subprocess.CompletedProcess[str]:
    """What the installed script runs."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        [(name, place)] = tomllib.load(file)["project"]["scripts"].items()
    module, function = place.split(":")
    script = f"import sys; from {module} import {function}; sys.argv[0] = {name!r};"
    command = [sys.executable, "-c", f"{script} sys.exit({function}())", *arguments]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "COLUMNS": "100"}
    return subprocess.run(command, env=environment, capture_output=True, text=True)


def test_help_lists_every_command_and_the_exit_codes() -> None:
    done = console_script("--help")
    assert (done.returncode, done.stderr) == (0, "")
    for name in NAMES:
        assert re.search(rf"^    {name}\s+[A-Z]", done.stdout, re.MULTILINE), name
    for code in Exit:
        assert re.search(rf"^  {code:d}  ", done.stdout, re.MULTILINE)


@pytest.mark.parametrize("name", NAMES)
def test_help_of_each_command_has_examples(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    text = capsys.readouterr().out
    examples = re.findall(rf"^  .*{name}\b.*$", text.split("examples:\n")[1], re.MULTILINE)
    assert len(examples) >= 2
    assert "{prog}" not in text
    assert "exit codes:" in text


@pytest.mark.parametrize("name", NAMES)
def test_options_in_examples_exist(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([name, "--help"])
    options, _, examples = capsys.readouterr().out.partition("examples:\n")
    for option in re.findall(r"(--[a-z-]+)", examples.partition("exit codes")[0]):
        assert f"{option} " in options or f"{option}]" in options


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["nonsense"],
        ["grade", "--jobs", "0"],
        ["grade", "--sandbox", "container-of-dreams"],
        ["collect"],
    ],
)
def test_bad_usage_ends_with_two(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == Exit.USAGE


def test_what_cannot_be_done_ends_with_two(tmp_path: Path, doubling: Assignment) -> None:
    course = ["--course", str(tmp_path / "nowhere")]
    assert main(["grade", "no_such_assignment", *course]) == Exit.USAGE
    assert main(["export", *course]) == Exit.USAGE
    assert main(["feedback", *course]) == Exit.USAGE
    assert main(["analyse", *course]) == Exit.USAGE
    assert main(["similarity", *course]) == Exit.USAGE
    assert main(["collect", str(tmp_path / "nothing.zip"), *course]) == Exit.USAGE
    assert not (tmp_path / "nowhere").exists()


def test_a_fault_ends_with_three(
    tmp_path: Path, doubling: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    course = ["--course", str(tmp_path / "course")]
    place = "autograder.commands.grading.grade"
    outcome = Outcome([], [], {("ada", "doubling"): "the machine was switched off"})
    monkeypatch.setattr(place, lambda *_, **__: outcome)
    assert main(["grade", "doubling", *course]) == Exit.FAULT

    def fail(*_: object, **__: object) -> Outcome:
        raise OSError("what nobody thought of")

    monkeypatch.setattr(place, fail)
    assert main(["grade", "doubling", *course]) == Exit.FAULT


def test_what_nobody_handed_in_is_not_made(
    tmp_path: Path, doubling: Assignment, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A new class waits for what it needs alone."""
    course = Course.at(tmp_path / "course")
    course.submit("ada", "doubling", b"{}")
    assert {"doubling", "shares"} <= {*assignments.slugs()}
    monkeypatch.setattr("autograder.commands.grading.grade", lambda *_, **__: Outcome([], []))
    assert main(["grade", "--course", str(course.root)]) == Exit.OK
    assert [path.name for path in (course.root / "release").iterdir()] == ["doubling"]


def wrapped(error: Exception) -> Exception:
    """As nbgrader and SQLAlchemy raise what the system said."""
    other = RuntimeError("something failed")
    other.__cause__ = error
    return other


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (OSError(errno.ENOSPC, "", "/c/x"), "/c/x: the disk is full; make room"),
        (OSError(errno.EROFS, "", "/c/x"), "/c/x: it cannot be written to; make it writable"),
        (PermissionError(errno.EACCES, "", "/c/x"), "/c/x: permission is refused; change"),
        (NotADirectoryError(errno.ENOTDIR, "", "/c"), "/c: there is a file where a folder"),
        (wrapped(OSError(errno.ENOSPC, "", "/c/x")), "/c/x: the disk is full"),
    ],
    ids=repr,
)
@pytest.mark.parametrize("name", ["grade", "export", "collect", "analyse", "similarity"])
def test_trouble_of_the_machine_is_one_line(
    tmp_path: Path,
    doubling: Assignment,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    error: Exception,
    line: str,
) -> None:
    def fail(options: object) -> int:
        raise error

    monkeypatch.setattr(f"autograder.commands.{name}.run", fail)
    arguments = [str(tmp_path)] if name == "collect" else []
    assert main([name, *arguments]) == Exit.USAGE
    out, err = capsys.readouterr()
    assert out.startswith(f"error: {line}")
    assert out.count("\n") == 1
    assert err == ""


def test_a_gradebook_that_cannot_be_written_is_one_line(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    place = course.root / "gradebook.db"
    place.write_bytes(b"no gradebook at all" * 100)
    assert main(["export", "doubling", "--course", str(course.root)]) == Exit.USAGE
    assert "the gradebook: the file is no gradebook" in capsys.readouterr().out
    place.unlink()
    place.mkdir()
    assert main(["analyse", "doubling", "--course", str(course.root)]) == Exit.USAGE
    assert "the gradebook: it cannot be opened" in capsys.readouterr().out


def test_a_terminal_without_the_characters_shows_others(course: Course) -> None:
    text = "import sys; from autograder.__main__ import main; sys.exit(main(sys.argv[1:]))"
    notebook = course.root.parent / "Ωmega.ipynb"
    notebook.write_text('{"cells": []}')
    command = [sys.executable, "-c", text, "doctor", str(notebook)]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "latin-1"}
    done = subprocess.run(command, env=environment, capture_output=True)
    assert (done.returncode, done.stderr) == (Exit.ATTENTION, b"")
    assert b"No cell is marked" in done.stdout


def test_grading_needs_no_path(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PATH")
    assert course.release([]) == []
    with course.gradebook() as gradebook:
        assert gradebook.find_assignment("doubling")


def test_folders_that_are_no_students_are_named(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    names = [b"ada", b"ev\xff", "b\u202eo\u2066b".encode(), b"x\x1b[31my"]
    names += [unicodedata.normalize(form, "rené").encode() for form in ("NFC", "NFD")]
    for name in names:
        (course.folder("submitted") / os.fsdecode(name) / "doubling").mkdir(parents=True)
    assert course.students("doubling") == ["ada", unicodedata.normalize("NFC", "rené")]
    monkeypatch.setattr("autograder.commands.grading.grade", lambda *_, **__: Outcome([], []))
    assert main(["grade", "doubling", "--course", str(course.root)]) == Exit.ATTENTION
    shown = capsys.readouterr().out
    assert shown.count("not graded: submitted/") == 4
    assert "its name is not UTF-8" in shown
    assert not set("\x1b\u202e\u2066") & set(shown)


def test_the_process_that_keeps_the_gradebook_does_not_load_pytorch() -> None:
    grading = "autograder.grading.pipeline, autograder.grading.sandbox_executor"
    code = f"import sys, autograder.commands.grade, {grading}; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT).returncode == 0


def test_without_a_name_a_command_is_about_what_was_handed_in(course: Course) -> None:
    course.release([assignments.load("kinds")])
    options = argparse.Namespace(assignment=[], course=course.root, db_url=None)

    def chosen() -> list[str]:
        return [each.slug for each in graded_assignments(options)[1]]

    assert chosen() == ["doubling", "kinds"], "nothing was handed in: all that was released"
    course.submit("ada", "kinds", b"{}")
    assert chosen() == ["kinds"]
    with course.gradebook() as gradebook, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nbgrader's models under SQLAlchemy 2.1
        gradebook.add_student("bob")
        gradebook.add_submission("doubling", "bob")
    assert chosen() == ["doubling", "kinds"], "graded before, and its files are gone"
    options.assignment = ["doubling"]
    assert chosen() == ["doubling"]


@pytest.mark.slow
def test_from_a_servers_download_to_its_gradebook(
    tmp_path: Path, doubling: Assignment, capsys: pytest.CaptureFixture[str]
) -> None:
    needs_bubblewrap()
    course = ["--course", str(tmp_path / "course")]
    papers = {s.id: s.write(doubling).content for s in sample_class.STUDENTS[:3]}
    folder = "{}_{}_assignsubmission_file_/doubling.ipynb"
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        for number, (student, content) in enumerate(papers.items(), start=71):
            archive.writestr(folder.format(student.title(), number), content)
    (tmp_path / "worksheet.csv").write_text(
        "Identifier,Full name,Email address,Grade,Feedback comments\n"
        "Participant 71,Ada,ada@x.org,,\n"
        "Participant 72,Blaise,blaise@x.org,,\n"
        "Participant 73,Charles,charles@x.org,,\n"
    )
    worksheet, graded = str(tmp_path / "worksheet.csv"), str(tmp_path / "graded.csv")

    collect = ["collect", str(tmp_path / "all.zip"), *course]
    listed = tmp_path / "course/rebuilt"  # by Formgrader
    assert main([*collect, "--dry-run"]) == Exit.OK
    assert not listed.exists()
    assert main(collect) == Exit.OK
    assert {path.name for path in listed.iterdir()} == papers.keys()
    assert main(["grade", *course, "--jobs", "1"]) == Exit.OK
    assert "graded 3, unchanged 0, faults 0" in capsys.readouterr().out
    pages = {p: p.read_bytes() for p in Path(tmp_path / "course/feedback").rglob("*.html")}
    assert len(pages) == 3

    export = ["export", "doubling", *course, "--format", "moodle", "--from", worksheet]
    assert main([*export, "--output", graded]) == Exit.OK
    with Path(graded).open(encoding="utf-8-sig", newline="") as file:
        assert [row["Grade"] for row in csv.DictReader(file)] == ["6", "0", "4"]
    assert main([*export, "--output", worksheet]) == Exit.USAGE

    for page in pages:
        page.unlink()
    out = tmp_path / "feedback.zip"
    command = ["feedback", "doubling", *course, "--moodle", worksheet, "--output", str(out)]
    assert main(command) == Exit.OK
    assert {p: p.read_bytes() for p in pages} == pages
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist() == [
            f"{name}_{number}_assignsubmission_file_/doubling.html"
            for number, name in ((71, "Ada"), (72, "Blaise"), (73, "Charles"))
        ]

    with Course.at(tmp_path / "course").gradebook() as gradebook:
        grade = gradebook.find_grade("double-many", "doubling", "doubling", "blaise")
        grade.manual_score = 2.5
        gradebook.db.commit()
    copies = ["--student", "blaise", "--output", str(tmp_path / "copies")]
    assert main(["feedback", *course, *copies]) == Exit.OK
    [copied] = [p for p in (tmp_path / "copies").rglob("*") if p.is_file()]
    assert copied == tmp_path / "copies/blaise/doubling.html"
    assert "2.5" in copied.read_text()

    Course.at(tmp_path / "course").submit("emmy", "doubling", papers["ada"])
    assert main(["feedback", *course]) == Exit.ATTENTION
    assert "not been graded yet" in capsys.readouterr().out
    assert main(["grade", *course]) == Exit.OK
    assert "graded 1, unchanged 3, faults 0" in capsys.readouterr().out
