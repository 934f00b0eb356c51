"""Records of long experiments: whole, and made by the script beside them."""

from dataclasses import astuple
from pathlib import Path

import pytest

from course_lib.for_the_book import records
from course_lib.for_the_book.records import (
    chosen_tokens,
    norm_placement,
    read_record,
    small_model,
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


def test_chosen_tokens_hold_every_passage_and_setting() -> None:
    rows = read_record("chosen_tokens")
    per_seed = len(chosen_tokens.SOURCES) * chosen_tokens.N_PASSAGES * len(chosen_tokens.SETTINGS)
    assert len(rows) == chosen_tokens.N_SEEDS * per_seed
    assert len({(*list(row.values())[:4],) for row in rows}) == len(rows)


@pytest.mark.slow
def test_chosen_tokens_are_what_their_script_gives() -> None:
    """One passage under the settings that draw nothing: the draws of a seed hang together."""
    kept = {
        (*list(row.values())[:4],): list(row.values())[4:] for row in read_record("chosen_tokens")
    }
    found = list(chosen_tokens.rows(seed=1, n_passages=1, settings=("a person", "greedy")))
    assert len(found) == 4
    for seed, source, passage, setting, *numbers in found:
        recorded = kept[str(seed), str(source), str(passage), str(setting)]
        if setting == "a person":  # a greedy text may turn off where two tokens are nearly equal
            assert list(map(float, numbers)) == pytest.approx(list(map(float, recorded)), abs=0.01)
        else:
            assert float(numbers[1]) == pytest.approx(float(recorded[1]), abs=0.3)


def test_a_run_that_stood_there_before_is_a_repetition() -> None:
    assert chosen_tokens.repeated_share([1, 2, 3, 4], [1, 2, 3, 9], length=3) == 0.25
    assert chosen_tokens.repeated_share([1, 2, 3, 4], [5, 6], length=3) == 0


def test_an_unknown_record_names_those_that_there_are() -> None:
    with pytest.raises(
        FileNotFoundError, match=r"'losses'; there are: .*norm_placement, .*small_model"
    ):
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
