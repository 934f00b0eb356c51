"""Records of long experiments: whole, and made by the script beside them."""

from dataclasses import astuple
from pathlib import Path

import pytest

from course_lib.for_the_book import records
from course_lib.for_the_book.records import (
    feed_forward_kinds,
    norm_kinds,
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


def test_norm_kinds_holds_every_kind_seed_and_step() -> None:
    rows = read_record("norm_kinds")
    steps = norm_kinds.N_STEPS // norm_kinds.EVERY
    assert len(rows) == len(norm_kinds.KINDS) * norm_kinds.N_SEEDS * steps
    assert len({tuple(row.values())[:3] for row in rows}) == len(rows)


@pytest.mark.parametrize("kind", norm_kinds.KINDS)
def test_norm_kinds_is_what_its_script_gives(kind: str) -> None:
    [(step, loss)] = norm_kinds.losses(kind, seed=1, n_steps=norm_kinds.EVERY)
    [kept] = [
        float(row["loss"])
        for row in read_record("norm_kinds")
        if list(row.values())[:3] == [kind, "1", str(step)]
    ]
    assert loss == pytest.approx(kept, abs=0.03)


def test_norms_without_gains_learn_none() -> None:
    gains = [len([*norm_kinds.norm(kind, 8).parameters()]) for kind in norm_kinds.KINDS]
    trained = [
        sum(p.requires_grad for p in norm_kinds.norm(kind, 8).parameters())
        for kind in norm_kinds.KINDS
    ]
    assert (gains, trained) == ([2, 1, 1], [2, 1, 0])


def test_feed_forward_kinds_holds_every_kind_rate_seed_and_step() -> None:
    rows = read_record("feed_forward_kinds")
    steps = feed_forward_kinds.N_STEPS // feed_forward_kinds.EVERY
    runs = sum(len(seeds) for seeds in feed_forward_kinds.SEEDS.values())
    assert len(rows) == len(feed_forward_kinds.KINDS) * runs * steps
    assert len({tuple(row.values())[:4] for row in rows}) == len(rows)


@pytest.mark.parametrize("kind", ["ReLU", "SwiGLU"])
def test_feed_forward_kinds_is_what_its_script_gives(kind: str) -> None:
    rate = next(iter(feed_forward_kinds.SEEDS))
    every = feed_forward_kinds.EVERY
    [(step, loss)] = feed_forward_kinds.losses(kind, rate, seed=1, n_steps=every)
    [kept] = [
        float(row["loss"])
        for row in read_record("feed_forward_kinds")
        if list(row.values())[:4] == [kind, str(rate), "1", str(step)]
    ]
    assert loss == pytest.approx(kept, abs=0.03)


def test_all_kinds_of_feed_forward_network_are_equally_large() -> None:
    networks = [feed_forward_kinds.network(kind, 64) for kind in feed_forward_kinds.KINDS]
    assert {sum(p.numel() for p in network.parameters()) for network in networks} == {33_792}


def test_an_unknown_record_names_those_that_there_are() -> None:
    with pytest.raises(
        FileNotFoundError, match=r"'losses'; there are: .*norm_kinds, norm_placement"
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
