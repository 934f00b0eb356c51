"""Models whose heads were pooled, recorded: whole, and made by the script."""

import pytest
import torch

from course_lib.for_the_book.records import pooled_heads, read_record
from course_lib.models.llama import Llama, LlamaConfig


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
