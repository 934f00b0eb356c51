"""The grid of heads hands every weight to the page, one byte each."""

import json

import pytest
import torch

from course_lib.figures import HeadGrid
from course_lib.layers.attention import masked_softmax
from course_lib.layers.masks import causal_mask

L, H, T = 3, 2, 4
TOKENS = ["a", "<b>", "c", "d"]


def maps(causal: bool = True) -> torch.Tensor:
    scores = 2 * torch.randn(L, H, T, T, generator=torch.Generator().manual_seed(1))
    return masked_softmax(scores, causal_mask(T)) if causal else scores.softmax(-1)


def test_the_page_gets_every_head_to_half_a_percent():
    weights = maps()
    figure = HeadGrid(TOKENS, weights, layer=2, head=1)
    torch.testing.assert_close(figure.weights(), weights[2, 1], atol=0.002, rtol=0)
    figure.layer, figure.head = 0, 0
    torch.testing.assert_close(figure.weights(), weights[0, 0], atol=0.002, rtol=0)


def test_it_sees_whether_the_heads_are_causal():
    assert HeadGrid(TOKENS, maps()).causal
    assert not HeadGrid(TOKENS, maps(causal=False)).causal


def test_one_layer_may_come_without_its_axis():
    weights = maps()
    assert HeadGrid(TOKENS, weights[1]).heads == HeadGrid(TOKENS, weights).heads[1:2]


def test_its_state_is_json_and_its_texts_are_escaped():
    figure = HeadGrid(TOKENS, maps(), landmarks={"here": (1, 0)}, caption="x & y")
    state = json.loads(json.dumps(figure.state()))
    assert state["landmarks"] == [["here", 1, 0]]
    assert state["row"] == T - 1
    assert "&lt;b&gt;" in figure.still_html()
    assert "<b>" not in figure._repr_html_()


def test_the_still_version_shows_the_chosen_head_in_percent():
    figure = HeadGrid(TOKENS, maps(), layer=1, head=1)
    text = figure.still_html()
    assert text.count('scope="col"') == text.count('scope="row"') == T
    assert "Layer 1, head 1" in text
    assert text.count("masked</span>") == T * (T - 1) // 2
    assert f">{100 * figure.weights()[3, 2].item():.0f}</td>" in text


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"weights": torch.zeros(L, H, T, T + 1)}, r"\(3, 2, 4, 5\)"),
        ({"weights": torch.zeros(T, T)}, r"got \(4, 4\)"),
        ({"weights": torch.full((H, T, T), 1.5)}, "between 0 and 1"),
        ({"layer": 3}, "the start is at layer 3"),
        ({"landmarks": {"sink": (0, 2)}}, "sink is at layer 0, head 2"),
    ],
)
def test_bad_input_says_what_is_wrong(change, complaint):
    with pytest.raises(ValueError, match=complaint):
        HeadGrid(**{"tokens": TOKENS, "weights": maps(), **change})
