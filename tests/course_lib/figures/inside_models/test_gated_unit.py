"""The field of a gated unit holds what PyTorch's bends give, and two mirrors multiply."""

import pytest
import torch
import torch.nn.functional as F

from course_lib.figures import GatedUnit
from course_lib.figures.inside_models.gated_unit import PLACES

BENDS = {"ReLU": F.relu, "GELU": F.gelu, "SiLU": F.silu, "sigmoid": torch.sigmoid}


@pytest.mark.parametrize("bend", BENDS)
def test_one_unit_answers_with_the_bent_gate_times_up(bend):
    figure = GatedUnit(bend=bend)
    for gate, up in ((-3, 2), (1, -4), (0, 3)):
        expected = BENDS[bend](torch.tensor(float(gate))).item() * up
        assert figure.answer(gate, up) == pytest.approx(expected, abs=3e-4)


@pytest.mark.parametrize(("bend", "exact"), [("ReLU", True), ("GELU", True), ("sigmoid", False)])
def test_a_unit_and_its_mirror_multiply_with_every_bend_of_the_kind_of_silu(bend, exact):
    figure = GatedUnit(bend=bend, units="two")
    gaps = [abs(figure.answer(gate, up) - gate * up) for gate in PLACES for up in PLACES]
    assert (max(gaps) < 1e-3) is exact


def test_the_still_table_has_a_row_for_each_up():
    text = GatedUnit(bend="ReLU").still_html()
    assert text.count('scope="row"') == text.count('scope="col"') == len(PLACES)
    last_row = text[text.rindex("<tr>") :]
    assert last_row.startswith('<tr><th scope="row">−4</th><td>')
    assert last_row.endswith("<td>−12</td><td>−16</td></tr></tbody></table></div>")


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"bend": "tanh"}, "'tanh' is not among"),
        ({"gate": 5}, "gate=5 is not among"),
        ({"up": -7}, "up=-7 is not among"),
    ],
)
def test_bad_input_says_what_is_wrong(settings, complaint):
    with pytest.raises(ValueError, match=complaint):
        GatedUnit(**settings)
