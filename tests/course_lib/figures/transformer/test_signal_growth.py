"""The figure of signal growth shows what was measured, and refuses what was not."""

import pytest

from course_lib.figures import SignalGrowth
from course_lib.figures.transformer.signal_growth import two_digits

SIGNAL = {"plain": [1.0, 0.5, 0.25], "residual": [1.0, 1.5, 2.0]}
GRADIENT = {
    "plain": {1: [0.5, 1.0], 2: [2e-9, 0.5, 1.0]},
    "residual": {1: [1.5, 1.0], 2: [2.5, 1.5, 1.0]},
}


def test_it_opens_on_the_first_wiring_and_the_deepest_stack():
    state = SignalGrowth(SIGNAL, GRADIENT).state()
    assert (state["wiring"], state["depth"], state["quantity"]) == ("plain", 2, "signal")
    assert state["gradient"]["residual"]["2"] == [2.5, 1.5, 1.0]


def test_the_still_table_holds_both_ends_of_every_curve():
    text = SignalGrowth(SIGNAL, GRADIENT, wiring="residual", depth=1).still_html()
    assert text.count('scope="col"') == 2
    assert text.count('scope="row"') == 2
    assert "<td>0.25; 2.0 × 10⁻⁹</td>" in text
    assert "<td>1.5; 1.5</td>" in text


@pytest.mark.parametrize(("value", "text"), [(0.012, "0.012"), (1.0, "1"), (522.0, "520")])
def test_sizes_near_one_are_written_out(value, text):
    assert two_digits(value) == text


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"signal": {}}, "at least one wiring"),
        ({"wiring": "post"}, "'post' is not among"),
        ({"depth": 3}, "depth=3 has not been measured"),
        ({"signal": SIGNAL | {"plain": [1.0, 0.5]}}, "2 sizes for 'plain'; expected 3"),
        ({"signal": SIGNAL | {"plain": [1.0, 0.5, 0.0]}}, "positive and finite"),
        ({"gradient": {"plain": GRADIENT["plain"]}}, "gradients of 'residual'"),
        ({"gradient": GRADIENT | {"plain": {1: [1.0], 2: [1.0] * 3}}}, "1 gradients for 'plain'"),
    ],
)
def test_bad_input_says_what_is_wrong(change, complaint):
    with pytest.raises(ValueError, match=complaint):
        SignalGrowth(**{"signal": SIGNAL, "gradient": GRADIENT, **change})
