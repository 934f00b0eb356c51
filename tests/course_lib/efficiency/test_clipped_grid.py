"""Clipped grids: never worse by their own measure, at equal bytes."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_lib.efficiency.clipped_grid import SHARES, quantize_clipped
from course_lib.efficiency.quantization import quantize


def normal(*shape, seed=0):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed + sum(shape)))


@given(st.integers(2, 8), st.integers(1, 6), st.integers(1, 90), st.sampled_from([7, 16, 64]))
def test_no_block_is_worse_than_on_the_whole_range(bits, rows, columns, block):
    weights = normal(rows, columns)
    whole, clipped = quantize(weights, bits, block), quantize_clipped(weights, bits, block)
    assert clipped.n_bytes == whole.n_bytes
    errors = [(q.dequantize() - weights).square().sum() for q in (clipped, whole)]
    assert errors[0] <= errors[1] + 1e-9


def test_it_is_the_best_of_all_shares():
    """Against every grid tried one by one, in the plainest way."""
    weights = normal(1, 12)[0]
    low, high = weights.min(), weights.max()
    errors = [(quantize(weights, 2, 12).dequantize() - weights).square().sum().item()]
    for share in SHARES:
        step = share * (high - low) / 3
        first = (low + high) / 2 - 1.5 * step
        grid = first + step * torch.arange(4)
        errors.append((weights[:, None] - grid).abs().amin(dim=1).square().sum().item())
    found = (quantize_clipped(weights, 2, 12).dequantize() - weights).square().sum().item()
    assert found == pytest.approx(min(errors), rel=0.01)


def test_an_outlier_is_cut_off_for_the_others():
    weights = torch.cat([torch.linspace(-1, 1, 63), torch.tensor([6.0])])
    clipped = quantize_clipped(weights, 2, 64).dequantize()
    assert clipped[-1] < 5.5
    assert quantize(weights, 2, 64).dequantize()[-1] >= 6


def test_what_is_important_is_kept():
    weights = torch.cat([torch.linspace(-1, 1, 63), torch.tensor([6.0])])
    importance = torch.ones(64)
    importance[-1] = 1000
    assert quantize_clipped(weights, 2, 64, importance).dequantize()[-1] > 5.9


def test_importance_may_be_one_number_for_each_column():
    weights, importance = normal(3, 8), torch.rand(8)
    each = quantize_clipped(weights, 3, 4, importance.expand(3, 8).clone())
    assert torch.equal(quantize_clipped(weights, 3, 4, importance).codes, each.codes)


@pytest.mark.parametrize("value", [0.0, 2.5])
def test_a_block_of_equal_weights_is_kept(value):
    weights = torch.full((2, 8), value)
    assert torch.equal(quantize_clipped(weights, 4, 4).dequantize(), weights)
