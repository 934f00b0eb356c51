"""The clock turns as the library's RoPE does."""

import math

import pytest
import torch

from course_lib.figures import RotaryClock
from course_lib.layers.positional_encoding import apply_rope, rope_frequencies, rotation_angles


def test_the_hands_turn_at_the_speeds_of_rope():
    figure = RotaryClock(8, base=500000.0)
    expected = rope_frequencies(8, base=500000.0)
    torch.testing.assert_close(torch.tensor(figure.frequencies()), expected)


@pytest.mark.parametrize(("query", "key"), [(12, 9), (9, 12), (60, 57), (0, 128)])
def test_the_score_is_that_of_rotated_queries_and_keys(query, key):
    figure = RotaryClock(query=query, key=key)
    x = torch.cat([torch.ones(1, 8), torch.zeros(1, 8)], dim=-1)  # every pair is (1, 0)
    angles = rotation_angles(torch.tensor([[query], [key]]), rope_frequencies(16))
    q, k = (apply_rope(x, angle.cos(), angle.sin()) for angle in angles)
    assert figure.score() == pytest.approx((q * k).sum().item() / 8, abs=1e-5)


def test_the_still_version_names_the_positions_and_every_pair():
    figure = RotaryClock(8, query=3, key=0)
    text = figure.still_html()
    assert "Query at position 3, key at position 0" in text
    assert text.count('scope="row"') == 4
    assert f"<td>{math.degrees(3):.0f}°</td><td>0°</td>" in text


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"d_head": 7}, "even and at least 2"),
        ({"base": 3.0}, "not among the bases"),
        ({"query": 200}, "query must lie between 0 and last = 128"),
        ({"key": -1}, "key must lie between"),
    ],
)
def test_bad_input_says_what_is_wrong(settings, complaint):
    with pytest.raises(ValueError, match=complaint):
        RotaryClock(**settings)
