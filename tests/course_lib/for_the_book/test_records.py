"""Records of long experiments: whole, and made by the script beside them."""

from dataclasses import astuple
from pathlib import Path

import pytest

from course_lib.for_the_book import records
from course_lib.for_the_book.records import (
    norm_placement,
    read_record,
    small_model,
    training_loop,
)
from course_lib.for_the_book.records.norm_placement import SETTINGS


def test_norm_placement_holds_every_setting_seed_and_step() -> None:
    rows = read_record("norm_placement")
    steps = norm_placement.N_STEPS // norm_placement.EVERY
    assert len(rows) == len(SETTINGS) * norm_placement.N_SEEDS * steps
    assert len({(*list(row.values())[:6],) for row in rows}) == len(rows)


@pytest.mark.parametrize(
    "setting", SETTINGS, ids=lambda s: f"{s.wiring} {s.blocks} {s.learning_rate}"
)
def test_norm_placement_is_what_its_script_gives(setting: norm_placement.Setting) -> None:
    kept = {
        int(row["step"]): float(row["loss"])
        for row in read_record("norm_placement")
        if list(row.values())[:5] == [*map(str, astuple(setting)), "1"]
    }
    for step, loss in norm_placement.losses(setting, seed=1, n_steps=norm_placement.EVERY):
        assert loss == pytest.approx(kept[step], abs=0.01)


def test_small_model_holds_every_seed_and_step() -> None:
    rows = read_record("small_model")
    assert len(rows) == small_model.N_SEEDS * small_model.N_STEPS // small_model.EVERY


def test_small_model_is_what_its_script_gives() -> None:
    [(step, loss)] = small_model.losses(seed=1, n_steps=small_model.EVERY)
    kept = {
        row["step"]: float(row["loss"]) for row in read_record("small_model") if row["seed"] == "1"
    }
    assert loss == pytest.approx(kept[str(step)], abs=0.03)


def test_training_loop_holds_every_run_seed_and_step() -> None:
    rows = read_record("training_loop")
    expected = {
        (run.name, str(seed), str(step))
        for run in training_loop.RUNS
        for seed in range(training_loop.N_SEEDS)
        for step in range(run.every, run.n_steps + 1, run.every)
    }
    assert {(row["run"], row["seed"], row["step"]) for row in rows} == expected
    assert len(rows) == len(expected)


@pytest.mark.parametrize("name", ["clipped 0.003", "little text", "longer"])
def test_training_loop_is_what_its_script_gives(name: str) -> None:
    [run] = [run for run in training_loop.RUNS if run.name == name]
    [(step, training, validation)] = training_loop.losses(run, seed=1, n_steps=run.every)
    [kept] = [
        row
        for row in read_record("training_loop")
        if (row["run"], row["seed"], row["step"]) == (name, "1", str(step))
    ]
    assert training == pytest.approx(float(kept["training"]), abs=0.03)
    assert validation == pytest.approx(float(kept["validation"]), abs=0.03)


def test_an_unknown_record_names_those_that_there_are() -> None:
    with pytest.raises(FileNotFoundError, match="'losses'; there are: norm_placement, small_model"):
        read_record("losses")


def test_a_record_says_how_it_is_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    head = (records.FOLDER / "small_model.csv").read_text(encoding="utf-8").splitlines()[0]
    monkeypatch.setattr(records, "FOLDER", tmp_path)
    records.write_record("small_model", ["seed", "loss"], iter([[0, "2.3850"], [1, "2.2124"]]))
    assert (tmp_path / "small_model.csv").read_bytes().decode().splitlines()[0] == head
    assert read_record("small_model") == [
        {"seed": "0", "loss": "2.3850"},
        {"seed": "1", "loss": "2.2124"},
    ]
