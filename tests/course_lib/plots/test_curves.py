"""Every figure returns the Axes it was given, draws without a display, and describes itself."""

import math

import matplotlib.pyplot as plt
import pytest
import torch

from course_lib.plots import (
    describe_losses,
    describe_parameter_shares,
    describe_positions,
    describe_rotary_angles,
    plot_losses,
    plot_parameter_shares,
    plot_positions,
    plot_rotary_angles,
)

CURVES = {"train": [(0, 4.2), (10, 2.5)], "validation": [(0, 4.2), (10, 2.7)]}
SHARES = {"embedding": 30, "attention": 50, "head": 20}
ENCODING = torch.sin(torch.arange(12.0)[:, None] / torch.tensor([1.0, 10.0, 100.0]))
ANGLES = torch.arange(9.0)[:, None] * torch.tensor([1.0, 0.1, 0.01])

FIGURES = [
    (plot_losses, CURVES, describe_losses),
    (plot_parameter_shares, SHARES, describe_parameter_shares),
    (plot_positions, ENCODING, describe_positions),
    (plot_rotary_angles, ANGLES, describe_rotary_angles),
]


@pytest.mark.parametrize(("plot", "content", "describe"), FIGURES)
def test_figure_is_named_described_and_drawable(plot, content, describe):
    _, given = plt.subplots()
    ax = plot(content, ax=given)
    assert ax is given
    assert ax.get_xlabel()
    assert ax.get_ylabel()
    assert ax.get_label() == describe(content)
    ax.figure.canvas.draw()
    assert plot(content).figure is not given.figure
    plt.close("all")


def test_curves_differ_in_colour_and_in_dashes():
    ax = plot_losses(CURVES, uniform=math.log(66))
    train, validation, uniform = ax.lines
    assert train.get_color() != validation.get_color()
    assert train.get_linestyle() != validation.get_linestyle()
    assert uniform.get_ydata()[0] == math.log(66)
    plt.close("all")


def test_a_turn_of_the_fastest_pair_takes_two_pi_tokens():
    assert "pair 0 6.3 tokens" in describe_rotary_angles(ANGLES)
    assert "pair 2 628.3 tokens" in describe_rotary_angles(ANGLES)
