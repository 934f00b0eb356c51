"""Laws of the cache."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.layers.attention import GroupedQueryAttention
from course_lib.layers.kv_cache import GrowingCache, KVCache
from course_lib.layers.masks import causal_mask
from course_lib.models.llama import Llama, LlamaConfig


def new_cache(capacity=5):
    return KVCache(n_layers=2, batch_size=3, n_kv_heads=2, capacity=capacity, d_head=4)


def test_it_gives_back_everything_so_far_in_order():
    cache, k, v = new_cache(), torch.randn(3, 2, 5, 4), torch.randn(3, 2, 5, 4)
    cache[0].extend(k[:, :, :3], v[:, :, :3])
    keys, values = cache[0].extend(k[:, :, 3:], v[:, :, 3:])
    assert torch.equal(keys, k)
    assert torch.equal(values, v)
    assert cache.length == 5
    assert cache[1].length == 0


@settings(max_examples=25)
@given(st.lists(st.integers(0, 5), min_size=1, max_size=6), *[st.integers(1, 5)] * 3)
def test_allocated_once_or_grown_it_holds_the_same(steps, batch_size, n_heads, d_head):
    grown = GrowingCache()
    cache = KVCache(1, batch_size, n_heads, sum(steps), d_head)[0]
    for n_new in steps:
        k, v = torch.randn(2, batch_size, n_heads, n_new, d_head)
        for ours, expected in zip(cache.extend(k, v), grown.extend(k, v), strict=True):
            assert torch.equal(ours, expected)


def test_memory_is_allocated_once():
    cache = new_cache()
    before = cache[0].keys.data_ptr()
    keys, _ = cache[0].extend(torch.ones(3, 2, 1, 4), torch.ones(3, 2, 1, 4))
    assert keys.data_ptr() == cache[0].keys.data_ptr() == before


def test_a_full_cache_refuses_and_keeps_what_it_holds():
    cache, k = new_cache(), torch.ones(3, 2, 4, 4)
    cache[0].extend(k, k)
    with pytest.raises(ValueError, match="holds 4 of at most 5 tokens; 4 more do not fit"):
        cache[0].extend(k, k)
    assert cache.length == 4


def test_it_works_where_gradients_are_recorded_and_keeps_none():
    cache, k = new_cache(), torch.ones(3, 2, 1, 4, requires_grad=True)
    for _ in range(3):
        keys, values = cache[0].extend(2 * k, 3 * k)
    assert cache.length == 3
    assert not keys.requires_grad
    assert not values.requires_grad


def test_another_batch_size_is_refused():
    with pytest.raises(ValueError, match="the cache has 3 rows; 1 came in"):
        new_cache()[0].extend(torch.ones(1, 2, 1, 4), torch.ones(1, 2, 1, 4))


def test_it_fits_the_model():
    config = LlamaConfig(31, 24, 3, 6, 2, 37, 17)
    cache = KVCache.for_model(Llama(config).bfloat16(), batch_size=5, capacity=11)
    assert len(cache.layers) == 3
    assert cache[2].values.shape == (5, 2, 11, 4)
    assert cache[2].keys.dtype == torch.bfloat16


@pytest.mark.parametrize("K", [4, 2, 1])
def test_every_step_equals_full_causal_attention(K):
    torch.manual_seed(0)
    layer = GroupedQueryAttention(d_model=24, n_heads=4, n_kv_heads=K).double()
    x = torch.randn(2, 7, 24).double()
    cache = KVCache(1, 2, K, 7, 6, dtype=torch.float64)
    with torch.inference_mode():
        expected = layer(x, causal_mask(7))
        for t in range(7):
            step = layer(x[:, t : t + 1], causal_mask(1, t + 1), cache=cache[0])
            torch.testing.assert_close(step, expected[:, t : t + 1], rtol=1e-9, atol=1e-9)


def test_what_is_forgotten_is_written_over():
    cache, k, v = new_cache(), torch.randn(3, 2, 5, 4), torch.randn(3, 2, 5, 4)
    for layer in cache.layers:
        layer.extend(k, v)
    cache.forget_after(3)
    assert cache.length == 3
    for layer in cache.layers:
        keys, values = layer.extend(v[:, :, :1], k[:, :, :1])
        assert torch.equal(keys, torch.cat([k[:, :, :3], v[:, :, :1]], dim=2))
        assert torch.equal(values, torch.cat([v[:, :, :3], k[:, :, :1]], dim=2))
    for n in (-1, 5):
        with pytest.raises(ValueError, match=f"holds 4 tokens; it cannot keep {n}"):
            cache.forget_after(n)
