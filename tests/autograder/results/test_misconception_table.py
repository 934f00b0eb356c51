"""Whoever teaches finds each mistake of a bank with what is seen first and a question to ask."""

import csv
import random
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from autograder.__main__ import main
from autograder.authoring import assignment as assignments
from autograder.authoring.assignment import AssignmentError
from autograder.authoring.bank import Entry, entries
from autograder.commands import Exit
from autograder.results.misconception_table import rows
from autograder.results.questions import KINDS, OWN_IDEA, first_hint, question_for


def entry(name: str, sentence: str, *must_fail: str) -> Entry:
    fails = tuple(f"double-{test}" for test in must_fail)
    return Entry("double", "wrong", name, f'"""{sentence}"""', fails)


@pytest.mark.parametrize(
    ("name", "sentence", "lost", "kind"),
    [
        ("squares", "Squares x.", ("many",), OWN_IDEA),
        ("cut", "The queries are detached: only keys can learn.", ("many",), "the gradient is"),
        ("ready_made", "The function of the library.", ("many",), "ready-made"),
        ("scaled", "The scaling is written into the caller's queries.", ("many",), "the input"),
        ("tanh", "tanh in place of SiLU.", ("many",), OWN_IDEA),
        ("turned", "Keys and values are exchanged.", ("many",), "two things exchanged"),
        ("no_bias", "The bias is forgotten.", ("many",), "a part left out"),
        ("wider", "Something else.", ("dtype",), "the type of the numbers"),
        ("wider", "Something else.", ("dtype", "many"), OWN_IDEA),
        ("other", "Left out, eps is 1e-6.", ("many",), "a default"),
    ],
)
def test_a_mistake_gets_the_question_of_its_kind(doubling, name, sentence, lost, kind) -> None:
    question = question_for(doubling, entry(name, sentence, *lost))
    assert question.kind.startswith(kind)
    hint = first_hint(doubling, "double")
    assert question.text == next((k.question for k in KINDS if k.name == question.kind), hint)


def test_the_first_hint_is_that_of_the_exercise(doubling) -> None:
    assert first_hint(doubling, "double") == "What is twice one?"
    assert first_hint(doubling, "halve") == "What is half of two?"
    with pytest.raises(AssignmentError, match="no exercise is called 'third'"):
        first_hint(doubling, "third")


def test_a_row_has_what_the_first_lost_test_said(doubling) -> None:
    found = list(rows(doubling, "double"))
    assert {row.misconception for row in found} == {
        each.sentence
        for each in entries(doubling)
        if (each.exercise, each.kind) == ("double", "wrong")
    }
    [squares] = [row for row in found if "squar" in row.misconception.lower()]
    assert (squares.test, squares.seen) == ("one", "AssertionError: twice one is two")
    assert squares.question == "What is twice one?"


@pytest.mark.parametrize("form", ["html", "csv", "markdown"])
def test_the_table_comes_in_three_forms(doubling, tmp_path: Path, capsys, form: str) -> None:
    command = ["misconceptions", "--exercise", "halve", "--jobs", "1", "--format", form]
    assert main([*command, "--course", str(tmp_path)]) == Exit.OK
    [path] = (tmp_path / "misconceptions").iterdir()
    assert str(path) in capsys.readouterr().out
    if form == "html":
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        found = [row.get_text(" ", strip=True) for row in page.select("tbody tr")]
    elif form == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            found = [" ".join(row.values()) for row in csv.DictReader(file)]
    else:
        lines = path.read_text(encoding="utf-8").splitlines()
        found = [line for line in lines if line.startswith("|")][2:]
    assert len(found) == 1
    for part in ("two", "odd numbers have halves", "What is half of two?"):
        assert part in found[0]
    assert "SECRET" not in found[0]


def test_a_mistyped_exercise_is_answered_and_nothing_is_written(doubling, tmp_path, capsys) -> None:
    command = ["misconceptions", "--exercise", "halv", "--course", str(tmp_path)]
    assert main(command) == Exit.USAGE
    assert "did you mean 'halve'?" in capsys.readouterr().out
    assert not list(tmp_path.iterdir())


@pytest.mark.slow
def test_every_wrong_solution_has_a_question_and_every_kind_some() -> None:
    """Of all banks; a kind that nothing is of should go, and one that swallows all is none."""
    found = Counter()
    for slug in random.sample(assignments.slugs(), len(assignments.slugs())):
        assignment = assignments.load(slug)
        for each in entries(assignment):
            if each.kind == "wrong":
                question = question_for(assignment, each)
                assert question.text.count("?") >= 1, each.title
                found[question.kind] += 1
    assert set(found) == {OWN_IDEA, *(kind.name for kind in KINDS)}
    total = found.total()
    assert 0.4 < found.pop(OWN_IDEA) / total < 0.6, "the guide says: about half"
    assert max(found.values()) < 0.15 * total
