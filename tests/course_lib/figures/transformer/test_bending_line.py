"""The bent line is the network that was fitted, and says how far it is from its target."""

import math

import pytest

from course_lib.figures import BendingLine

TARGET = [(-1.0, 1.0), (0.0, 0.0), (1.0, 1.0)]
ABSOLUTE = {"units": [(1.0, 0.0, 1.0), (-1.0, 0.0, 1.0)], "bias": 0.0}
FLAT = {"units": [(1.0, 0.0, 0.0)], "bias": 1.0}
NETWORKS = {"ReLU": {1: FLAT, 2: ABSOLUTE}, "none": {1: FLAT, 2: ABSOLUTE}}


def test_two_kinks_make_an_absolute_value():
    figure = BendingLine(TARGET, NETWORKS)
    assert figure.error("ReLU", 2) == 0
    assert figure.error("ReLU", 1) == pytest.approx(math.sqrt(1 / 3))


def test_without_an_activation_the_same_units_cancel():
    assert BendingLine(TARGET, NETWORKS).error("none", 2) == pytest.approx(math.sqrt(2 / 3))


def test_the_still_table_names_every_fit():
    text = BendingLine(TARGET, NETWORKS, activation="none", width=2).still_html()
    assert text.count('scope="col"') == 2
    assert text.count('scope="row"') == 2
    assert "<td>0.577</td><td>0.000</td>" in text


def test_it_opens_on_what_was_asked_for():
    state = BendingLine(TARGET, NETWORKS, activation="none", width=2).state()
    assert (state["activation"], state["width"]) == ("none", 2)
    assert state["networks"]["ReLU"]["1"] == {"units": [[1.0, 0.0, 0.0]], "bias": 1.0}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"networks": {"tanh": NETWORKS["ReLU"]}}, "tanh"),
        ({"activation": "GELU"}, "'GELU' has no networks"),
        ({"width": 3}, "width=3 has not been fitted"),
        ({"networks": NETWORKS | {"SiLU": {1: FLAT}}}, r"SiLU has widths \[1\]"),
        ({"networks": {"ReLU": {2: FLAT}}}, "not as many units"),
    ],
)
def test_bad_input_says_what_is_wrong(change, complaint):
    with pytest.raises(ValueError, match=complaint):
        BendingLine(**{"target": TARGET, "networks": NETWORKS, **change})
