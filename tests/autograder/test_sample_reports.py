"""The sample reports of the final project: marks by the rubric, numbers from recorded runs."""

import csv
import importlib.util
import itertools
import re
from collections import defaultdict
from statistics import mean

import pytest
import yaml

from autograder.authoring.assignment import ASSIGNMENTS, load
from course_lib.training.ablation import ablate

FOLDER = ASSIGNMENTS / "final_project" / "sample_reports"
REPORTS = ("good", "middling", "poor")
NUMBER = re.compile(r"\d\.\d{3,4}(?!\d)")


def read(name: str) -> tuple[dict, str]:
    """The marks of a sample report, and its text with the comments."""
    _, front, text = (FOLDER / f"{name}.md").read_text(encoding="utf-8").split("---\n", 2)
    return yaml.safe_load(front), text


def record() -> list[dict[str, str]]:
    with (FOLDER / "record.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def numbers_that_the_record_gives() -> set[str]:
    """Losses, differences within a seed, means and spreads: what a report can say of the runs."""
    by_seed, by_variant = defaultdict(list), defaultdict(list)
    for row in record():
        by_seed[row["seed"]].append(float(row["loss"]))
        by_variant[row["variant"], row["learning_rate"]].append(float(row["loss"]))
    single = [loss for losses in by_seed.values() for loss in losses]
    pairs = [a - b for ls in by_seed.values() for a, b in itertools.combinations(ls, 2)]
    means = [mean(losses) for losses in by_variant.values()]
    apart = [a - b for a, b in itertools.combinations(means, 2)]
    spreads = [max(losses) - min(losses) for losses in by_variant.values()]
    known = map(abs, [*single, *pairs, *means, *apart, *spreads])
    return {f"{number:.{digits}f}" for number in known for digits in (3, 4)}


def test_the_record_holds_every_variant_rate_and_seed() -> None:
    kept = [(row["variant"], row["learning_rate"], row["seed"]) for row in record()]
    assert len(set(kept)) == len(kept) == 3 * (5 + 3)
    assert len({row["tokens"] for row in record()}) == 1


@pytest.mark.slow
def test_a_row_of_the_record_is_made_again(full: bool) -> None:
    if not full:
        pytest.skip("trains for ten seconds: with --full")
    spec = importlib.util.spec_from_file_location("record", FOLDER / "record.py")
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    [run] = ablate({"ReLU": script.with_relu}, [1])
    [kept] = [r for r in record() if (r["variant"], r["seed"]) == ("ReLU", "1")]
    assert run.n_parameters == int(kept["parameters"])
    assert run.loss == pytest.approx(float(kept["loss"]), abs=0.03)


@pytest.mark.parametrize("name", REPORTS)
def test_every_number_of_a_report_comes_from_the_record(name: str) -> None:
    _, text = read(name)
    found = NUMBER.findall(text)
    assert len(found) >= 2
    assert set(found) <= numbers_that_the_record_gives()


@pytest.mark.parametrize("name", REPORTS)
def test_a_report_is_marked_by_the_rubric(name: str) -> None:
    marks, text = read(name)
    answers = {answer.id: answer for answer in load("final_project").answers}
    assert list(marks) == list(answers)
    assert set(marks.values()) <= {0, 2, 4, 6}
    assert {answer.points for answer in answers.values()} == {6}
    for part, points in marks.items():
        assert f"**{part}, {points} of 6.**" in text
    assert f"**{sum(marks.values())} of 24**" in text


def test_the_three_are_far_apart() -> None:
    good, middling, poor = (sum(read(name)[0].values()) for name in REPORTS)
    assert good >= 22
    assert 12 <= middling <= 16
    assert poor <= 8
