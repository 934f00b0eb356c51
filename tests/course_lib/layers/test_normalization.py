"""Laws of normalization."""

import pytest
import torch
import torch.nn.functional as F

from course_lib.layers.normalization import LayerNorm, RMSNorm, layer_norm, rms_norm


@pytest.fixture
def x():
    return torch.randn(2, 3, 7, generator=torch.Generator().manual_seed(0), dtype=torch.float64)


@pytest.fixture
def gain():
    return torch.randn(7, generator=torch.Generator().manual_seed(1), dtype=torch.float64)


@pytest.mark.parametrize("scale", [1.0, 1e-3, 1e-6, 1e4])
class TestAgainstPyTorch:
    def test_rms_norm(self, x, gain, scale):
        expected = F.rms_norm(scale * x, (7,), gain, eps=1e-5)
        torch.testing.assert_close(rms_norm(scale * x, gain), expected, rtol=1e-10, atol=1e-10)

    def test_layer_norm(self, x, gain, scale):
        bias = gain.flip(0)
        expected = F.layer_norm(scale * x, (7,), gain, bias, eps=1e-5)
        ours = layer_norm(scale * x, gain, bias)
        torch.testing.assert_close(ours, expected, rtol=1e-10, atol=1e-10)


def test_worked_by_hand():
    x = torch.tensor([1.0, 2.0, 3.0, 4.0])
    torch.testing.assert_close(rms_norm(x, torch.ones(4), eps=0.0), x / 7.5**0.5)


def test_zeros_stay_zeros(gain):
    zeros = torch.zeros(3, 7, dtype=torch.float64)
    assert torch.equal(rms_norm(zeros, gain), zeros)
    assert torch.equal(layer_norm(zeros, gain, 0 * gain), zeros)


def test_without_epsilon_the_scale_of_the_input_does_not_matter(x, gain):
    torch.testing.assert_close(rms_norm(50 * x, gain, eps=0.0), rms_norm(x, gain, eps=0.0))


def test_rms_norm_keeps_the_mean_and_layer_norm_takes_it_away(x):
    one = torch.ones(7, dtype=torch.float64)
    shifted = x + 5
    torch.testing.assert_close(layer_norm(shifted, one, 0 * one), layer_norm(x, one, 0 * one))
    assert not torch.allclose(rms_norm(shifted, one), rms_norm(x, one))
    assert rms_norm(shifted, one).mean() > 0.9


def test_each_token_is_normalized_by_itself(x, gain):
    before = rms_norm(x, gain)
    x[:, 1] = 100
    assert torch.equal(rms_norm(x, gain)[:, 0], before[:, 0])


@pytest.mark.parametrize("dtype", [torch.float16, torch.bfloat16])
def test_low_precision_is_computed_in_float32_and_given_back(x, gain, dtype):
    low, one = (300 * x).to(dtype), torch.ones(7, dtype=dtype)
    expected = rms_norm(low.float(), one.float()).to(dtype)
    assert torch.equal(rms_norm(low, one), expected)
    assert rms_norm(low, one).isfinite().all()


@pytest.mark.parametrize("layer", [RMSNorm(7, eps=1e-3), LayerNorm(7, eps=1e-3)])
def test_layers_hold_the_functions(layer, x):
    layer = layer.double()
    with torch.no_grad():
        for parameter in layer.parameters():
            parameter.copy_(torch.arange(7) + 1)
    function = rms_norm if isinstance(layer, RMSNorm) else layer_norm
    expected = function(x, *layer.parameters(), eps=1e-3)
    torch.testing.assert_close(layer(x), expected, rtol=1e-10, atol=1e-10)
