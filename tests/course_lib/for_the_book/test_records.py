"""Records of long experiments: whole, and made by the script beside them."""

from dataclasses import astuple
from pathlib import Path

import pytest
import torch

from course_lib.for_the_book import records
from course_lib.for_the_book.records import (
    norm_kinds,
    norm_placement,
    pooled_heads,
    read_record,
    small_model,
)
from course_lib.for_the_book.records.norm_placement import SETTINGS
from course_lib.models.llama import Llama, LlamaConfig


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


def test_pooled_heads_holds_every_start_seed_and_step() -> None:
    rows = read_record("pooled_heads")
    starts = [*pooled_heads.STARTS, "multi-head", "multi-query throughout"]
    seen = {(row["seed"], row["start"], row["further_steps"]) for row in rows}
    assert len(rows) == len(seen) == pooled_heads.N_SEEDS * len(starts) * len(pooled_heads.FURTHER)


def test_sharing_changes_nothing_where_all_heads_agree() -> None:
    torch.manual_seed(0)
    trained = Llama(LlamaConfig(30, 16, 2, 4, 4, 20, 8))
    for name, matrix in trained.named_parameters():
        if "k_proj" in name or "v_proj" in name:
            matrix.data = matrix.data[:4].repeat(4, 1)  # the first head, four times
    token_ids = torch.randint(30, (2, 8))
    for start in ("mean", "first"):
        shared = pooled_heads.shared(trained, start, seed=1)
        assert shared.config.n_kv_heads == 1
        assert torch.allclose(shared(token_ids), trained(token_ids), atol=1e-5)
    fresh = pooled_heads.shared(trained, "fresh", seed=1)
    assert not torch.allclose(fresh(token_ids), trained(token_ids), atol=1e-3)


@pytest.mark.slow
def test_pooled_heads_is_what_its_script_gives(full: bool) -> None:
    if not full:
        pytest.skip("trains a model for half a minute: with --full")
    start, steps, loss = next(pooled_heads.losses(seed=1))
    [kept] = [
        float(row["loss"])
        for row in read_record("pooled_heads")
        if (row["seed"], row["start"], row["further_steps"]) == ("1", start, str(steps))
    ]
    assert loss == pytest.approx(kept, abs=0.1)


def test_an_unknown_record_names_those_that_there_are() -> None:
    known = r"'losses'; there are: .*norm_placement, .*small_model"
    with pytest.raises(FileNotFoundError, match=known):
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
