"""The globe's norms are the library's, and its latitude is what each of them keeps."""

import math

import pytest
import torch

from course_lib.figures import NormGlobe
from course_lib.figures.inside_models.norm_globe import latitude
from course_lib.layers.normalization import layer_norm, rms_norm

MOVES = [(1.0, 0.0), (1.5, -1.2), (0.001, 0.7), (0.1, 1.5)]


@pytest.mark.parametrize(("factor", "shift"), MOVES)
def test_vectors_go_where_the_library_sends_them(factor, shift):
    figure = NormGlobe([0.9, -0.4, 0.2], factor=factor, shift=shift)
    x = factor * (torch.tensor([0.9, -0.4, 0.2]).double() + shift)
    ones, zeros = torch.ones(3).double(), torch.zeros(3).double()
    for name, expected in (
        ("RMSNorm", rms_norm(x, ones)),
        ("LayerNorm", layer_norm(x, ones, zeros)),
    ):
        torch.testing.assert_close(torch.tensor(figure.normalized(name)).double(), expected)


@pytest.mark.parametrize(("factor", "shift"), MOVES)
def test_rms_norm_keeps_the_latitude_and_layer_norm_makes_it_zero(factor, shift):
    figure = NormGlobe([0.9, -0.4, 0.2], factor=factor, shift=shift)
    before = latitude(figure.moved())
    assert latitude(figure.normalized("RMSNorm")) == pytest.approx(before)
    assert latitude(figure.normalized("LayerNorm")) == pytest.approx(0, abs=1e-9)
    assert abs(before) > 5


def test_latitude_is_the_angle_above_the_plane_of_mean_zero():
    assert latitude([1.0, 1.0, 4.0]) == pytest.approx(math.degrees(math.asin(2 / math.sqrt(6))))
    assert latitude([0.0, 0.0, 0.0]) == 0


def test_the_still_table_holds_the_vector_and_both_norms():
    text = NormGlobe([1.0, 1.0, 4.0], [[0.0, 1.0, 2.0]]).still_html()
    assert text.count('scope="row"') == 3
    assert "<td>1, 1, 4</td><td>2</td><td>2.45</td><td>55°</td>" in text
    assert "<td>−0.707, −0.707, 1.41</td>" in text


@pytest.mark.parametrize(
    ("settings", "complaint"),
    [
        ({"vector": [1.0, 2.0]}, "3 features; got 2"),
        ({"cloud": [[1.0] * 4]}, "3 features; got 4"),
        ({"factor": 7.0}, "factor=7.0 is not among"),
        ({"shift": 0.05}, "shift=0.05 is not among"),
        ({"eps": 0.0}, "eps must be positive"),
    ],
)
def test_bad_input_says_what_is_wrong(settings, complaint):
    with pytest.raises(ValueError, match=complaint):
        NormGlobe(**{"vector": [1.0, 2.0, 3.0], **settings})
