"""The maps are the model's own weights, and the measures read them rightly."""

import pytest
import torch

from course_lib.inspection.attention_maps import (
    attention_maps,
    effective_keys,
    first_token_share,
    previous_token_share,
    self_share,
)
from course_lib.layers.attention import masked_softmax
from course_lib.layers.masks import causal_mask
from course_lib.models.llama import Llama, LlamaConfig

L, H, K, T, V = 2, 4, 2, 5, 11


def tiny_llama():
    torch.manual_seed(0)
    return Llama(
        LlamaConfig(
            vocab_size=V, d_model=16, n_layers=L, n_heads=H, n_kv_heads=K, d_ff=24, context_length=8
        )
    )


def random_maps():
    scores = torch.randn(L, H, T, T, generator=torch.Generator().manual_seed(1))
    return masked_softmax(scores, causal_mask(T))


def test_every_head_gives_a_causal_map_whose_rows_add_up_to_one():
    maps = attention_maps(tiny_llama(), [1, 2, 3, 4, 5])
    assert maps.shape == (L, H, T, T)
    assert (maps.triu(1) == 0).all()
    torch.testing.assert_close(maps.sum(-1), torch.ones(L, H, T))


def test_earlier_rows_do_not_know_the_later_tokens():
    model = tiny_llama()
    long, short = attention_maps(model, [1, 2, 3, 4, 5]), attention_maps(model, [1, 2, 3])
    torch.testing.assert_close(long[..., :3, :3], short)


def test_the_model_is_left_as_it_was():
    model, ids = tiny_llama(), torch.tensor([[1, 2, 3]])
    before = model(ids)
    attention_maps(model, ids[0])
    assert torch.equal(model(ids), before)


def test_shares_are_means_over_the_queries_with_a_choice():
    maps = random_maps()
    for measure, place in (
        (previous_token_share, lambda t: t - 1),
        (first_token_share, lambda t: 0),
        (self_share, lambda t: t),
    ):
        expected = sum(maps[..., t, place(t)] for t in range(2, T)) / (T - 2)
        torch.testing.assert_close(measure(maps), expected)


def test_too_few_tokens_leave_no_choice():
    with pytest.raises(ValueError, match="2 tokens leave no query a choice"):
        first_token_share(torch.eye(2))


def test_effective_keys_lie_between_one_and_all():
    assert effective_keys(torch.full((7,), 1 / 7)).item() == pytest.approx(7)
    assert effective_keys(torch.eye(7)).tolist() == [1.0] * 7
    counts = effective_keys(random_maps())
    assert (counts >= 1 - 1e-6).all()
    assert (counts <= torch.arange(1, T + 1) + 1e-5).all()
