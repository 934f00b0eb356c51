"""Laws of attention: the equation, its masks, and the layers that compute it fused."""

from unittest import mock

import pytest
import torch
import torch.nn.functional as F
from jaxtyping import TypeCheckError
from torch import nn

from course_lib.layers.attention import (
    CrossAttention,
    GroupedQueryAttention,
    MultiHeadAttention,
    grouped_query_attention,
    masked_softmax,
    merge_heads,
    scaled_dot_product_attention,
    split_heads,
)
from course_lib.layers.masks import CAUSAL, causal_mask, padding_mask


def random_qkv(*leading, T, S, D, Dv, dtype=torch.float64):
    generator = torch.Generator().manual_seed(T + 10 * S + 100 * D)
    shapes = [(*leading, T, D), (*leading, S, D), (*leading, S, Dv)]
    return [torch.randn(shape, generator=generator, dtype=dtype) for shape in shapes]


class TestScaledDotProductAttention:
    def test_matches_the_example_worked_by_hand(self):
        q = torch.tensor([[1.0, 0.0]], dtype=torch.float64)
        v = torch.tensor([[1.0, 2.0], [3.0, 4.0]], dtype=torch.float64)
        output, weights = scaled_dot_product_attention(q, torch.eye(2, dtype=torch.float64), v)
        torch.testing.assert_close(weights.tolist(), [[0.6697615493266569, 0.3302384506733431]])
        torch.testing.assert_close(output.tolist(), [[1.6604769013466862, 2.660476901346686]])

    @pytest.mark.parametrize(
        ("leading", "T", "S", "D", "Dv"),
        [((), 2, 3, 5, 4), ((2,), 10, 10, 16, 16), ((2, 3), 5, 9, 7, 4), ((3, 1, 2), 1, 6, 1, 5)],
    )
    def test_equals_the_fused_kernel(self, leading, T, S, D, Dv):
        q, k, v = random_qkv(*leading, T=T, S=S, D=D, Dv=Dv)
        output, weights = scaled_dot_product_attention(q, k, v)
        expected = F.scaled_dot_product_attention(q, k, v)
        torch.testing.assert_close(output, expected, rtol=1e-9, atol=1e-9)
        torch.testing.assert_close(weights.sum(-1), torch.ones(*leading, T, dtype=torch.float64))
        torch.testing.assert_close(weights @ v, output)

    def test_gradients_equal_numerical_ones_also_in_a_row_that_sees_nothing(self):
        q, k, v = (x.requires_grad_() for x in random_qkv(2, T=3, S=4, D=2, Dv=3))
        mask = causal_mask(3, 4).clone()
        mask[1] = False
        assert torch.autograd.gradcheck(
            lambda *qkv: scaled_dot_product_attention(*qkv, mask), (q, k, v)
        )

    def test_a_row_that_sees_nothing_is_zero_as_in_the_fused_kernel(self):
        q, k, v = random_qkv(2, T=3, S=4, D=2, Dv=3)
        mask = torch.tensor([[True, False, True, True], [False] * 4, [True] * 4])
        output, weights = scaled_dot_product_attention(q, k, v, mask)
        assert not output[:, 1].any()
        assert not weights[:, 1].any()
        assert not weights[:, 0, 1].any()
        torch.testing.assert_close(output, F.scaled_dot_product_attention(q, k, v, attn_mask=mask))

    @pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16, torch.float32, torch.float64])
    def test_keeps_the_dtype_and_stays_finite(self, dtype):
        q, k, v = random_qkv(2, T=3, S=3, D=4, Dv=5, dtype=dtype)
        output, weights = scaled_dot_product_attention(100 * q, k, v, causal_mask(3))
        assert output.dtype == weights.dtype == dtype
        assert output.isfinite().all()

    def test_large_scores_do_not_overflow(self):
        q, k, v = random_qkv(T=3, S=4, D=2, Dv=3, dtype=torch.float32)
        output, _ = scaled_dot_product_attention(1e5 * q, k, v)
        assert output.isfinite().all()

    def test_a_mask_never_enlarges_the_scores(self):
        with pytest.raises((RuntimeError, TypeCheckError), match=r"expand|annotation"):
            masked_softmax(torch.zeros(2, 3), torch.ones(5, 2, 3, dtype=torch.bool))

    def test_refuses_a_mask_of_numbers(self):
        with pytest.raises((ValueError, TypeCheckError)):
            scaled_dot_product_attention(*random_qkv(T=2, S=2, D=2, Dv=2), torch.ones(2, 2))


class TestMasks:
    @pytest.mark.parametrize("n", [1, 2, 5, 17])
    def test_a_square_causal_mask_is_lower_triangular(self, n):
        assert torch.equal(causal_mask(n), torch.ones(n, n, dtype=torch.bool).tril())
        assert causal_mask(n).sum() == n * (n + 1) // 2

    def test_queries_are_the_last_of_the_keys(self):
        assert torch.equal(causal_mask(2, 7), causal_mask(7)[-2:])
        assert causal_mask(1, 4).all()

    def test_more_queries_than_keys_are_refused(self):
        with pytest.raises(ValueError, match="3 queries cannot be the last of 2 keys"):
            causal_mask(3, 2)

    def test_padding_comes_after_the_real_tokens(self):
        mask = padding_mask(torch.tensor([0, 2, 3]), n=3)
        assert mask.sum(dim=1).tolist() == [0, 2, 3]
        assert torch.equal(padding_mask([0, 2, 3], n=3), mask)
        assert mask[1].tolist() == [True, True, False]

    @pytest.mark.parametrize("lengths", [[4], [-1, 2]])
    def test_impossible_lengths_are_refused(self, lengths):
        with pytest.raises(ValueError, match="between 0 and n = 3"):
            padding_mask(lengths, n=3)

    def test_a_later_token_leaves_earlier_outputs_alone(self):
        q, k, v = random_qkv(2, T=5, S=5, D=3, Dv=4)
        before, _ = scaled_dot_product_attention(q, k, v, causal_mask(5))
        k[:, 3:] += 100
        v[:, 3:] -= 100
        after, _ = scaled_dot_product_attention(q, k, v, causal_mask(5))
        assert torch.equal(before[:, :3], after[:, :3])


class TestGroupedQueryAttention:
    @pytest.mark.parametrize(("H", "K"), [(8, 2), (6, 3), (4, 4), (5, 1)])
    def test_head_h_reads_key_value_head_h_over_the_group_size(self, H, K):
        q, k, v = random_qkv(2, H, T=3, S=7, D=4, Dv=4)
        k, v = k[:, :K], v[:, :K]
        output = grouped_query_attention(q, k, v, causal_mask(3, 7))
        for h in range(H):
            group = h // (H // K)
            expected, _ = scaled_dot_product_attention(
                q[:, h], k[:, group], v[:, group], causal_mask(3, 7)
            )
            torch.testing.assert_close(output[:, h], expected, rtol=1e-9, atol=1e-9)

    def test_tiling_the_heads_the_other_way_round_is_another_function(self):
        q, k, v = random_qkv(2, 6, T=3, S=3, D=4, Dv=4)
        k, v = k[:, :3], v[:, :3]
        tiled, _ = scaled_dot_product_attention(q, k.repeat(1, 2, 1, 1), v.repeat(1, 2, 1, 1))
        assert not torch.allclose(grouped_query_attention(q, k, v), tiled, atol=1e-3)

    @pytest.mark.parametrize(("H", "K"), [(6, 3), (6, 1), (6, 6)])
    def test_the_layer_is_project_split_attend_merge_project(self, H, K):
        torch.manual_seed(0)
        layer = GroupedQueryAttention(d_model=24, n_heads=H, n_kv_heads=K).double()
        x, mask = torch.randn(2, 5, 24, dtype=torch.float64), causal_mask(5)
        q = split_heads(x @ layer.q_proj.weight.T, H)
        k = split_heads(x @ layer.k_proj.weight.T, K).repeat_interleave(H // K, dim=1)
        v = split_heads(x @ layer.v_proj.weight.T, K).repeat_interleave(H // K, dim=1)
        heads, _ = scaled_dot_product_attention(q, k, v, mask)
        expected = merge_heads(heads) @ layer.o_proj.weight.T
        torch.testing.assert_close(layer(x, mask), expected, rtol=1e-9, atol=1e-9)

    def test_with_as_many_key_value_heads_it_is_multi_head_attention(self):
        torch.manual_seed(0)
        multi_head = MultiHeadAttention(d_model=12, n_heads=3, bias=False)
        grouped = GroupedQueryAttention(d_model=12, n_heads=3, n_kv_heads=3)
        grouped.load_state_dict(multi_head.state_dict())
        x = torch.randn(2, 5, 12)
        assert torch.equal(grouped(x, causal_mask(5)), multi_head(x, causal_mask(5)))

    @pytest.mark.parametrize(
        ("sizes", "message"),
        [
            ((10, 4, 2), "d_model = 10 .* n_heads = 4"),
            ((12, 6, 4), "n_heads = 6 .* n_kv_heads = 4"),
        ],
    )
    def test_sizes_that_do_not_divide_are_refused(self, sizes, message):
        with pytest.raises(ValueError, match=message):
            GroupedQueryAttention(*sizes)


def pytorch_twin(layer, d_model, n_heads):
    """PyTorch's own multi-head attention with our weights."""
    twin = nn.MultiheadAttention(d_model, n_heads, batch_first=True, dtype=torch.float64)
    projections = [layer.q_proj, layer.k_proj, layer.v_proj]
    with torch.no_grad():
        twin.in_proj_weight.copy_(torch.cat([p.weight for p in projections]))
        twin.in_proj_bias.copy_(torch.cat([p.bias for p in projections]))
    twin.out_proj.load_state_dict(layer.o_proj.state_dict())
    return twin


@pytest.mark.parametrize(("d_model", "n_heads"), [(12, 3), (12, 1), (8, 8), (16, 2)])
class TestAgainstPyTorch:
    def test_multi_head_attention(self, d_model, n_heads):
        torch.manual_seed(0)
        layer = MultiHeadAttention(d_model, n_heads, bias=True).double()
        x, mask = torch.randn(2, 5, d_model, dtype=torch.float64), causal_mask(5)
        # nn.MultiheadAttention takes True for "may not attend".
        expected, _ = pytorch_twin(layer, d_model, n_heads)(x, x, x, attn_mask=~mask)
        torch.testing.assert_close(layer(x, mask), expected, rtol=1e-9, atol=1e-9)

    def test_cross_attention(self, d_model, n_heads):
        torch.manual_seed(0)
        layer = CrossAttention(d_model, n_heads, bias=True).double()
        x, memory = torch.randn(3, 5, d_model).double(), torch.randn(3, 7, d_model).double()
        real = padding_mask([7, 2, 4], n=7)
        twin = pytorch_twin(layer, d_model, n_heads)
        expected, _ = twin(x, memory, memory, key_padding_mask=~real)
        output = layer(x, memory, real[:, None, None, :])
        torch.testing.assert_close(output, expected, rtol=1e-9, atol=1e-9)


def test_splitting_and_merging_heads_are_inverse():
    x = torch.randn(2, 5, 12)
    assert torch.equal(merge_heads(split_heads(x, n_heads=3)), x)
    assert torch.equal(split_heads(x, n_heads=3)[:, 1], x[..., 4:8])
    with pytest.raises(ValueError, match="the width = 12 must be a multiple of n_heads = 5"):
        split_heads(x, n_heads=5)


@pytest.mark.parametrize("mask", [None, CAUSAL])
def test_on_a_cpu_the_kernel_stays_in_float32_within_autocast(mask):
    layer, x = MultiHeadAttention(8, 2), torch.randn(1, 4, 8)
    seen = []

    def kernel(q, k, v, **options):
        seen.append({q.dtype, k.dtype, v.dtype, torch.is_autocast_enabled("cpu")})
        return v

    with (
        torch.autocast("cpu", dtype=torch.bfloat16),
        mock.patch("torch.nn.functional.scaled_dot_product_attention", kernel),
    ):
        layer(x, mask)
    assert seen == [{torch.float32, False}]
