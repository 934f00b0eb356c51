"""The heatmap starts from the library's own attention weights."""

import re

import pytest
import torch

from course_lib.figures import AttentionHeatmap
from course_lib.layers.attention import scaled_dot_product_attention
from course_lib.layers.masks import causal_mask

T, S, D = 3, 5, 4
QUERIES = ["q0", "q1", "q2"]
KEYS = ["k0", "k1", "k2", "k3", "k4"]


def matrices() -> tuple[torch.Tensor, torch.Tensor]:
    generator = torch.Generator().manual_seed(3)
    q = torch.randn(T, D, generator=generator, dtype=torch.float64)
    k = torch.randn(S, D, generator=generator, dtype=torch.float64)
    return q, k


@pytest.mark.parametrize("mask", ["none", "causal"])
def test_its_weights_are_those_of_the_equation(mask):
    q, k = matrices()
    figure = AttentionHeatmap(QUERIES, q, k, key_tokens=KEYS, mask=mask)
    visible = causal_mask(T, S) if mask == "causal" else None
    _, expected = scaled_dot_product_attention(q, k, torch.eye(S, dtype=q.dtype), visible)
    torch.testing.assert_close(figure.weights().double(), expected, atol=1e-5, rtol=0)


def test_scale_multiplies_the_correct_factor():
    q, k = matrices()
    figure = AttentionHeatmap(QUERIES, q, k, key_tokens=KEYS, scale=D**0.5)
    unscaled = (q @ k.T).softmax(dim=-1)
    torch.testing.assert_close(figure.weights().double(), unscaled, atol=1e-5, rtol=0)


def test_scores_and_their_width_give_the_same_figure():
    q, k = matrices()
    from_matrices = AttentionHeatmap(QUERIES, q, k, key_tokens=KEYS, mask="causal")
    from_scores = AttentionHeatmap.from_scores(QUERIES, q @ k.T, D, key_tokens=KEYS, mask="causal")
    assert from_scores.state() == from_matrices.state()


def test_the_still_table_shows_the_weights_in_percent():
    q, k = matrices()
    figure = AttentionHeatmap(QUERIES, q, k, key_tokens=KEYS, mask="causal")
    shown = [int(cell) for cell in re.findall(r">(\d+)</td>", figure.still_html())]
    seen = figure.weights()[causal_mask(T, S)]
    assert shown == [round(100 * weight) for weight in seen.tolist()]
    assert figure.still_html().count("masked</span>") == 3


def test_lists_and_tensors_with_gradients_are_welcome():
    q, k = matrices()
    lists = AttentionHeatmap(QUERIES, q.tolist(), k.tolist(), key_tokens=KEYS)
    tensors = AttentionHeatmap(QUERIES, q.requires_grad_(), k, key_tokens=KEYS)
    torch.testing.assert_close(lists.weights(), tensors.weights())


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"q": torch.ones(3)}, r"got shape \(3,\)"),
        ({"q": torch.ones(1, 3, 4)}, r"q\[0, 0\]"),
        ({"q": torch.ones(3, 6)}, "q has width 6 and k has width 4"),
        ({"q": torch.full((3, 4), float("nan"))}, "infinite or undefined"),
        ({"tokens": ["a"]}, "1 tokens for 3 queries"),
        ({"key_tokens": None}, "3 key_tokens for 5 keys"),
        ({"scale": 0.0}, "got 0"),
        (
            {"k": torch.ones(2, 4), "key_tokens": ["a", "b"], "mask": "causal"},
            "3 queries and 2 keys",
        ),
    ],
)
def test_bad_input_says_what_is_wrong(change, complaint):
    q, k = matrices()
    good = {"tokens": QUERIES, "q": q, "k": k, "key_tokens": KEYS}
    with pytest.raises(ValueError, match=complaint):
        AttentionHeatmap(**{**good, **change})
