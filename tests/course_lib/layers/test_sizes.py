"""Sizes that nobody thought of: the laws of layers and masks hold for odd ones too."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from course_lib.layers.attention import (
    GroupedQueryAttention,
    grouped_query_attention,
    merge_heads,
    scaled_dot_product_attention,
    split_heads,
)
from course_lib.layers.masks import causal_mask, padding_mask, within_window
from course_lib.layers.sizes import require_divisible

SIZE = st.integers(1, 7)
few = settings(max_examples=25)


@few
@given(SIZE, SIZE, SIZE, SIZE, SIZE)
def test_the_kernel_is_the_equation_with_heads_shared_in_groups(B, K, group, T, D):
    S = T + 2
    q = torch.randn(B, K * group, T, D).double()
    k, v = torch.randn(2, B, K, S, D).double()
    mask = causal_mask(T, S)
    repeated = (each.repeat_interleave(group, dim=1) for each in (k, v))
    expected, _ = scaled_dot_product_attention(q, *repeated, mask)
    torch.testing.assert_close(grouped_query_attention(q, k, v, mask), expected)


@few
@given(SIZE, SIZE, SIZE, SIZE)
def test_heads_split_and_merge_to_what_they_were(B, T, H, D):
    x = torch.randn(B, T, H * D)
    assert split_heads(x, D).shape == (B, H, T, D)
    assert torch.equal(merge_heads(split_heads(x, D)), x)


@few
@given(SIZE, SIZE, st.integers(1, 9))
def test_a_window_leaves_each_query_its_newest_keys(T, earlier, window):
    mask = within_window(causal_mask(T, T + earlier), window)
    for query, row in enumerate(mask):
        last = earlier + query
        seen = range(max(0, last - window + 1), last + 1)
        assert row.nonzero().flatten().tolist() == list(seen)


@few
@given(st.lists(st.integers(0, 9), min_size=1, max_size=5), st.integers(0, 3))
def test_a_padding_mask_counts_to_the_lengths(lengths, spare):
    mask = padding_mask(lengths, max(lengths) + spare)
    assert mask.sum(dim=-1).tolist() == lengths
    assert not (~mask[:, :-1] & mask[:, 1:]).any()  # no real token after padding


@few
@given(st.integers(1, 40), st.integers(1, 12), st.integers(1, 12))
def test_a_layer_serves_its_sizes_or_names_them(d_model, n_heads, n_kv_heads):
    if d_model % n_heads or n_heads % n_kv_heads:
        with pytest.raises(ValueError, match=r"= \d+ must be a multiple of .* = \d+"):
            GroupedQueryAttention(d_model, n_heads, n_kv_heads)
    else:
        x = torch.randn(2, 3, d_model)
        assert GroupedQueryAttention(d_model, n_heads, n_kv_heads)(x).shape == x.shape


@given(st.integers(-9, 99), st.integers(-9, 12))
def test_what_cannot_be_shared_out_is_refused(value, by):
    if by >= 1 and value % by == 0:
        require_divisible("a", value, "b", by)
    else:
        with pytest.raises(ValueError, match=f"a = {value} must be a multiple of b = {by}"):
            require_divisible("a", value, "b", by)
