"""Laws of positions: sines, rotations and slopes."""

import math

import pytest
import torch
from torch import nn
from transformers import LlamaConfig as TheirLlamaConfig
from transformers.modeling_rope_utils import ROPE_INIT_FUNCTIONS

from course_lib.layers.attention import grouped_query_attention, scaled_dot_product_attention
from course_lib.layers.masks import causal_mask
from course_lib.layers.positional_encoding import (
    LearnedEncoding,
    NoEncoding,
    RopeScaling,
    RotaryEncoding,
    SinusoidalEncoding,
    alibi_bias,
    alibi_slopes,
    apply_rope,
    apply_rope_interleaved,
    half_split_to_interleaved,
    interleaved_to_half_split,
    rope_frequencies,
    sinusoidal_encoding,
)

D = 10


@pytest.fixture
def q():
    return torch.randn(D, generator=torch.Generator().manual_seed(0), dtype=torch.float64)


@pytest.fixture
def k():
    return torch.randn(D, generator=torch.Generator().manual_seed(1), dtype=torch.float64)


class TestSinusoidal:
    def test_entries_are_sines_and_cosines_of_falling_frequency(self):
        table = sinusoidal_encoding(torch.arange(4000), d_model=6)
        for p in (0, 1, 7, 49, 3999):
            for pair in range(3):
                angle = p / 10000 ** (2 * pair / 6)
                tolerance = {"rel": 0, "abs": 1e-5 if p < 50 else 2e-3}
                assert table[p, 2 * pair].item() == pytest.approx(math.sin(angle), **tolerance)
                assert table[p, 2 * pair + 1].item() == pytest.approx(math.cos(angle), **tolerance)

    def test_the_first_rows_worked_by_hand(self):
        rows = sinusoidal_encoding(torch.arange(2), d_model=4)
        torch.testing.assert_close(rows[0], torch.tensor([0.0, 1.0, 0.0, 1.0]))
        torch.testing.assert_close(
            rows[1], torch.tensor([0.8414709848, 0.5403023059, 0.0099998333, 0.99995])
        )

    def test_every_row_has_squared_length_half_the_width(self):
        squared = sinusoidal_encoding(torch.arange(99), d_model=12).square().sum(dim=-1)
        torch.testing.assert_close(squared, torch.full((99,), 6.0))

    def test_additive_encodings_share_one_call(self):
        positions, x = torch.tensor([[3, 4, 5], [0, 0, 1]]), torch.zeros(2, 3, 8).bfloat16()
        for encoding in (SinusoidalEncoding(8), LearnedEncoding(7, 8), NoEncoding()):
            assert (x + encoding(positions)).shape == (2, 3, 8)
        assert torch.equal(x + NoEncoding()(positions), x)
        assert (x + NoEncoding()(positions)).dtype == x.dtype
        assert torch.equal(SinusoidalEncoding(8)(positions), sinusoidal_encoding(positions, 8))

    def test_a_learned_encoding_ends_at_its_last_row(self):
        with pytest.raises(IndexError):
            LearnedEncoding(7, 8)(torch.tensor([7]))


@pytest.mark.parametrize("apply", [apply_rope, apply_rope_interleaved])
@pytest.mark.parametrize("base", [10_000.0, 500_000.0])
class TestRope:
    def turned(self, apply, base, x, position):
        cos, sin = RotaryEncoding(D, base)(torch.tensor([position]))
        return apply(x[None, None], cos, sin)[0, 0]

    def test_position_zero_changes_nothing(self, apply, base, q):
        assert torch.equal(self.turned(apply, base, q, 0), q)

    def test_norms_are_kept(self, apply, base, q):
        for position in (1, 17, 4000):
            torch.testing.assert_close(self.turned(apply, base, q, position).norm(), q.norm())

    def test_scores_depend_on_the_distance_alone(self, apply, base, q, k):
        def score(m, n):
            return self.turned(apply, base, q, m) @ self.turned(apply, base, k, n)

        for shift in (1, 100, 1000):
            torch.testing.assert_close(score(5 + shift, 3 + shift), score(5, 3), rtol=0, atol=1e-3)
        assert (score(5, 3) - score(6, 3)).abs() > 0.01
        assert (score(5, 3) - score(3, 5)).abs() > 0.01

    def test_each_pair_turns_by_its_own_angle(self, apply, base, q):
        turn = torch.stack([self.turned(apply, base, row, 1) for row in torch.eye(D).double()])
        angles = torch.linalg.eigvals(turn).angle().abs().sort(descending=True).values[::2]
        torch.testing.assert_close(angles, rope_frequencies(D, base).double())


def test_reordered_rows_give_the_same_scores_in_the_other_layout():
    torch.manual_seed(0)
    H, C, T = 3, 7, 5
    x, w_q, w_k = torch.randn(T, C), torch.randn(H * D, C), torch.randn(H * D, C)
    cos, sin = RotaryEncoding(D)(torch.arange(T))

    def scores(w_q, w_k, apply):
        q, k = ((x @ w.T).unflatten(-1, (H, D)).transpose(0, 1) for w in (w_q, w_k))  # H T D
        return apply(q, cos, sin) @ apply(k, cos, sin).transpose(-2, -1)

    half_split = (interleaved_to_half_split(w, D) for w in (w_q, w_k))
    expected = scores(w_q, w_k, apply_rope_interleaved)
    torch.testing.assert_close(scores(*half_split, apply_rope), expected)
    assert not torch.allclose(scores(w_q, w_k, apply_rope), expected, atol=0.1)


def test_the_two_permutations_are_inverse():
    rows = torch.randn(3 * D, 7)
    there = interleaved_to_half_split(rows, D)
    assert torch.equal(half_split_to_interleaved(there, D), rows)
    assert torch.equal(there[:D], torch.cat([rows[:D][0::2], rows[:D][1::2]]))


def test_rotation_of_a_batch_uses_each_rows_own_positions():
    x = torch.randn(2, 3, 4, D)  # B H T D
    positions = torch.tensor([[0, 1, 2, 3], [0, 0, 0, 1]])
    both = apply_rope(x, *RotaryEncoding(D)(positions))
    for row in range(2):
        alone = apply_rope(x[row : row + 1], *RotaryEncoding(D)(positions[row]))
        assert torch.equal(both[row], alone[0])


def test_low_precision_is_turned_in_float32_and_given_back():
    x = torch.randn(1, 5, D)
    rotation = RotaryEncoding(D)(torch.arange(5) + 1000)
    expected = apply_rope(x.bfloat16().float(), *rotation).bfloat16()
    assert torch.equal(apply_rope(x.bfloat16(), *rotation), expected)


def test_llama_31_scaling_equals_transformers():
    rope = {
        "rope_type": "llama3",
        "rope_theta": 500_000.0,
        "factor": 8.0,
        "low_freq_factor": 1.0,
        "high_freq_factor": 4.0,
        "original_max_position_embeddings": 8192,
    }
    theirs = TheirLlamaConfig(
        hidden_size=128, num_attention_heads=1, max_position_embeddings=131072, rope_parameters=rope
    )
    expected, _ = ROPE_INIT_FUNCTIONS["llama3"](theirs, torch.device("cpu"))
    ours = rope_frequencies(128, 500_000.0, RopeScaling(factor=8.0))
    torch.testing.assert_close(ours, expected, rtol=1e-6, atol=0)
    plain = rope_frequencies(128, 500_000.0)
    assert torch.equal(ours[0], plain[0])
    torch.testing.assert_close(ours[-1], plain[-1] / 8)


class TestAlibi:
    def test_slopes_as_published(self):
        torch.testing.assert_close(alibi_slopes(8), 0.5 ** torch.arange(1.0, 9.0))
        torch.testing.assert_close(alibi_slopes(16)[:2], torch.tensor([0.5**0.5, 0.5]))
        twelve = torch.cat([0.5 ** torch.arange(1.0, 9.0), 0.5 ** torch.arange(0.5, 4.0, 1.0)])
        torch.testing.assert_close(alibi_slopes(12), twelve)

    def test_the_bias_is_minus_slope_times_distance_and_hides_the_future(self):
        slopes = alibi_slopes(3)
        bias = alibi_bias(slopes, 2, 5)
        for h in range(3):
            for t, position in enumerate((3, 4)):
                for s in range(5):
                    expected = -slopes[h] * (position - s) if s <= position else -math.inf
                    assert bias[h, t, s] == expected

    def test_attention_takes_the_bias_in_place_of_the_mask(self):
        torch.manual_seed(0)
        q, k, v = torch.randn(3, 2, 4, 5, 6).double()  # B H T D each
        bias = alibi_bias(alibi_slopes(4).double(), 5, 5)
        output = grouped_query_attention(q, k, v, bias)
        weights = (q @ k.transpose(-2, -1) / 6**0.5 + bias).softmax(dim=-1)
        torch.testing.assert_close(output, weights @ v)
        unbiased, _ = scaled_dot_product_attention(q, k, v, causal_mask(5))
        assert not torch.allclose(output, unbiased, atol=1e-3)


def test_without_positions_attention_sees_a_set():
    torch.manual_seed(0)
    q, k, v = torch.randn(3, 5, 6)
    order = torch.tensor([3, 0, 4, 2, 1])
    output, _ = scaled_dot_product_attention(q, k, v)
    shuffled, _ = scaled_dot_product_attention(q, k[order], v[order])
    torch.testing.assert_close(output, shuffled)


def test_rotations_hold_no_parameters():
    assert not list(RotaryEncoding(D).state_dict())
    assert isinstance(RotaryEncoding(D), nn.Module)
