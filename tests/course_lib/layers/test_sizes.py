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
from course_lib.layers.positional_encoding import (
    alibi_bias,
    alibi_slopes,
    apply_rope,
    apply_rope_interleaved,
    half_split_to_interleaved,
    interleaved_to_half_split,
    rope_frequencies,
    rotation_angles,
    sinusoidal_encoding,
)
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
    assert split_heads(x, H).shape == (B, H, T, D)
    assert torch.equal(merge_heads(split_heads(x, H)), x)


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


@few
@given(SIZE, SIZE, SIZE, st.integers(0, 99))
def test_scores_of_turned_rows_depend_on_the_distance_alone(T, n_pairs, shift, start):
    q, k = torch.randn(2, T, 2 * n_pairs).double()
    frequencies = rope_frequencies(2 * n_pairs).double()

    def scores(turn, first):
        angles = rotation_angles(torch.arange(first, first + T), frequencies).double()
        return turn(q, angles.cos(), angles.sin()) @ turn(k, angles.cos(), angles.sin()).T

    for turn in (apply_rope, apply_rope_interleaved):
        torch.testing.assert_close(scores(turn, start), scores(turn, start + shift))


@few
@given(SIZE, SIZE, SIZE)
def test_rows_change_their_layout_and_back(n_heads, n_pairs, columns):
    rows = torch.randn(n_heads * 2 * n_pairs, columns)
    half_split = interleaved_to_half_split(rows, 2 * n_pairs)
    assert torch.equal(half_split_to_interleaved(half_split, 2 * n_pairs), rows)


@pytest.mark.parametrize("reorder", [interleaved_to_half_split, half_split_to_interleaved])
@given(rows=st.integers(1, 12), d_head=st.integers(-3, 12))
def test_rows_that_are_no_heads_of_pairs_are_refused(reorder, rows, d_head):
    if d_head >= 2 and d_head % 2 == 0 and rows % d_head == 0:
        assert reorder(torch.arange(0.0, rows), d_head).sort().values.tolist() == list(range(rows))
    else:
        with pytest.raises(ValueError, match=f" = {d_head}"):
            reorder(torch.arange(0.0, rows), d_head)


@given(st.integers(-3, 40))
def test_slopes_fall_for_each_power_of_two_heads(n_heads):
    if n_heads < 1:
        with pytest.raises(ValueError, match=f"n_heads = {n_heads} must be at least 1"):
            alibi_slopes(n_heads)
        return
    slopes = alibi_slopes(n_heads)
    assert slopes.shape == slopes.unique().shape == (n_heads,)
    assert 0 < slopes.min() <= slopes.max() < 1


@few
@given(SIZE, SIZE, SIZE)
def test_distance_is_charged_from_the_last_keys_backwards(n_heads, T, S):
    slopes = alibi_slopes(n_heads)
    if T > S:
        with pytest.raises(ValueError, match=f"{T} queries cannot be the last of {S} keys"):
            alibi_bias(slopes, T, S)
        return
    bias = alibi_bias(slopes, T, S)
    assert (bias[:, range(T), range(S - T, S)] == 0).all()  # a token's distance to itself
    assert torch.equal(bias[:, -1], -slopes[:, None] * torch.arange(S).flip(0))


@pytest.mark.parametrize("width", [0, -2, 3])
def test_a_width_that_makes_no_pairs_is_refused(width):
    with pytest.raises(ValueError, match=f"= {width} must be"):
        rope_frequencies(width)
    with pytest.raises(ValueError, match=f"= {width} must be"):
        sinusoidal_encoding(torch.arange(3), width)
