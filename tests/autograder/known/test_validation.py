"""An exercise's tests in this process: the verdicts of grading, and nothing left behind."""

import argparse
import copy
import csv
import dataclasses
import random
from pathlib import Path

import nbformat
import pytest
import torch

from autograder.__main__ import main
from autograder.authoring import bank
from autograder.authoring.assignment import Assignment
from autograder.authoring.notebooks import reference_solutions
from autograder.commands import Exit, whole_check
from autograder.known import validation
from autograder.known.bank_validation import Trial
from autograder.known.validation import TestResult, validate


def test_each_test_has_its_points_and_its_message(doubling: Assignment) -> None:
    assert validate(doubling, "double", "def double(x):\n    return x**2") == {
        "double-one": TestResult(0, "AssertionError: twice one is two"),
        "double-many": TestResult(0, "AssertionError: fractions double too"),
    }
    assert validate(doubling, "double", reference_solutions(doubling)["double"]) == {
        "double-one": TestResult(1),
        "double-many": TestResult(3),
    }


def test_a_solution_that_raises_loses_its_tests(doubling: Assignment) -> None:
    [result] = validate(doubling, "halve", "raise ValueError('no idea')").values()
    assert (result.points, result.problem) == (0, "NameError: name 'halve' is not defined")


def test_what_an_example_defines_is_there_for_later_tests(doubling: Assignment) -> None:
    notebook = copy.deepcopy(doubling.notebook)
    given = nbformat.v4.new_code_cell("given = 1", metadata={"role": "example"})
    notebook.cells.insert(0, given)
    for cell in notebook.cells:
        if cell.metadata.get("id") == "halve-two":
            cell.source = "assert given == 1"
    changed = dataclasses.replace(doubling, notebook=notebook)
    [result] = validate(changed, "halve", "def halve(x):\n    return x / 2").values()
    assert not result.problem


def test_an_endless_loop_ends(doubling: Assignment, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(validation, "SECONDS_PER_CELL", 0.05)
    endless = "def halve(x):\n    while True:\n        try: pass\n        except Exception: pass"
    [result] = validate(doubling, "halve", endless).values()
    assert "was stopped after 0.05 seconds" in result.problem


def test_inputs_come_from_the_seed_and_nothing_stays(
    doubling: Assignment, capsys: pytest.CaptureFixture[str]
) -> None:
    source = (
        "import random, torch\n"
        "torch.set_default_dtype(torch.float64)\n"
        "def halve(x):\n    print(x)\n    raise ValueError(random.random())"
    )
    first, again, other = (
        validate(doubling, "halve", source, lambda test, seed=seed: seed) for seed in (7, 7, 8)
    )
    assert first == again != other
    assert str(random.Random(7).random()) in first["halve-two"].problem
    assert torch.get_default_dtype() is torch.float32
    assert capsys.readouterr().out == ""


def test_check_of_one_exercise_prints_every_entry(
    doubling: Assignment, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    table = tmp_path / "messages.csv"
    arguments = ["check", "--exercise", "double", "--messages", "--csv", str(table)]
    assert main(arguments) == Exit.OK
    text = capsys.readouterr().out
    assert "double wrong squares: caught" in text
    assert "double-one: AssertionError: twice one is two" in text
    assert "double right adds: accepted" in text
    assert "halve" not in text
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["name"]: (row["test"], row["message"]) for row in csv.DictReader(file)}
    assert rows["squares"] == ("double-one", "AssertionError: twice one is two")
    assert rows["adds"] == ("", "")


def test_check_of_an_exercise_says_what_it_misjudges(
    doubling: Assignment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("autograder.known.validation.validate", lambda *_: {})
    assert main(["check", "--exercise", "halve"]) == Exit.ATTENTION
    assert "halve wrong floors: passed halve-two" in capsys.readouterr().out
    assert main(["check", "--exercise", "treble"]) == Exit.USAGE
    assert "no exercise 'treble'" in capsys.readouterr().out


def test_a_solution_that_is_misjudged_in_many_draws_is_named_once(
    doubling: Assignment, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    entry = next(it for it in bank.entries(doubling) if it.kind == "right")
    lost = {f"{entry.exercise}-many": "wrong"}
    found = [Trial("doubling", entry, draw, lost) for draw in (3, 5, 8)]
    monkeypatch.setattr("autograder.commands.whole_check.all_trials", lambda *_: iter(found))
    options = argparse.Namespace(draws=9, full=False, seed="s", jobs=1)
    due = [(doubling, [entry])]
    assert whole_check._judged_in_plain_processes(due, options) == {"doubling": {entry.title}}
    said = " ".join(capsys.readouterr().out.split())
    assert said.count("misjudged:") == 1
    assert f"{entry.title}, draw 3 and 2 more: is right, but lost" in said
