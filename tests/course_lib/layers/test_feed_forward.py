"""Laws of the feed-forward networks."""

import pytest
import torch
from torch import nn

from course_lib.layers.feed_forward import FeedForward, SwiGLU, swiglu


@pytest.mark.parametrize(("C", "F"), [(3, 7), (5, 4), (1, 2)])
def test_swiglu_is_down_of_silu_of_gate_times_up(C, F):
    torch.manual_seed(0)
    x = torch.randn(2, 4, C).double()
    gate, up, down = (torch.randn(s).double() for s in [(F, C), (F, C), (C, F)])
    gated = x @ gate.T
    expected = (gated * gated.sigmoid() * (x @ up.T)) @ down.T
    torch.testing.assert_close(swiglu(x, gate, up, down), expected, rtol=1e-9, atol=1e-9)


def test_the_layer_holds_the_function():
    torch.manual_seed(0)
    layer, x = SwiGLU(5, 8), torch.randn(2, 3, 5)
    weights = (layer.gate_proj.weight, layer.up_proj.weight, layer.down_proj.weight)
    assert torch.equal(layer(x), swiglu(x, *weights))


def test_activate_the_gate_then_multiply():
    one = torch.ones(1, 1)
    result = swiglu(torch.tensor([-1.0]), gate=one, up=-2 * one, down=one)
    torch.testing.assert_close(result, torch.tensor([-0.5379]), rtol=0, atol=1e-4)


@pytest.mark.parametrize("activation", [nn.ReLU(), nn.GELU(), nn.GELU(approximate="tanh")])
def test_the_two_matrix_network(activation):
    torch.manual_seed(0)
    layer, x = FeedForward(5, 8, activation), torch.randn(2, 3, 5)
    wide = activation(x @ layer.up_proj.weight.T + layer.up_proj.bias)
    expected = wide @ layer.down_proj.weight.T + layer.down_proj.bias
    torch.testing.assert_close(layer(x), expected)


@pytest.mark.parametrize("layer", [SwiGLU(5, 8), FeedForward(5, 8, nn.ReLU())])
def test_tokens_do_not_meet(layer):
    x = torch.randn(2, 3, 5)
    before = layer(x)
    x[:, 1] += 1
    assert torch.equal(layer(x)[:, [0, 2]], before[:, [0, 2]])
