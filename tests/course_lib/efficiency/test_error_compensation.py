"""Error compensation: the columns that are left make good what rounding took."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from course_lib.efficiency.error_compensation import (
    compensate,
    input_products,
    output_error,
    require_fit,
)
from course_lib.efficiency.quantization import quantize
from course_lib.models.llama import Llama, LlamaConfig


def normal(*shape, seed=0):
    return torch.randn(shape, generator=torch.Generator().manual_seed(seed + sum(shape)))


def mixed_products(N, seed=0, n_inputs=300):
    inputs = (normal(n_inputs, N, seed=seed) @ normal(N, N, seed=seed + 1)).double()
    return inputs.T @ inputs / n_inputs


def naive(weight, rounded, products, damping):
    """Solve for all later columns again after each column."""
    M, N = weight.shape
    products = products + damping * products.diagonal().mean() * torch.eye(N)
    steps = rounded.scales.double().repeat_interleave(rounded.block_size)[: M * N].view(M, N)
    if rounded.minima is None:
        lowest, zeros = 1, -(2 ** (rounded.bits - 1)) * steps
    else:
        minima = rounded.minima.double().repeat_interleave(rounded.block_size)
        lowest, zeros = 0, minima[: M * N].view(M, N)
    left = weight.double().clone()
    for j in range(N):
        codes = ((left[:, j] - zeros[:, j]) / steps[:, j]).round()
        value = zeros[:, j] + steps[:, j] * codes.clamp(lowest, 2**rounded.bits - 1)
        later = slice(j + 1, None)
        shares = torch.linalg.solve(products[later, later], products[later, j])
        left[:, later] += torch.outer(left[:, j] - value, shares)
        left[:, j] = value
    return left


@pytest.mark.parametrize("symmetric", [False, True])
@pytest.mark.parametrize(("M", "N", "block"), [(3, 4, 4), (5, 8, 3), (2, 150, 50), (1, 1, 1)])
def test_it_solves_for_the_later_columns(M, N, block, symmetric):
    weight, products = normal(M, N), mixed_products(N)
    rounded = quantize(weight, 3, block, symmetric)
    found = compensate(weight, rounded, products, damping=0.01).dequantize()
    expected = naive(weight, rounded, products, damping=0.01)
    torch.testing.assert_close(found, expected.float(), atol=1e-4, rtol=1e-4)


@given(st.integers(1, 5), st.integers(1, 80), st.integers(2, 8), st.booleans())
def test_without_products_of_different_inputs_it_is_rounding_to_nearest(M, N, bits, symmetric):
    weight = normal(M, N)
    rounded = quantize(weight, bits, 16, symmetric)
    diagonal = torch.rand(N, dtype=torch.float64).add(0.1).diag()
    assert torch.equal(compensate(weight, rounded, diagonal).codes, rounded.codes)


def test_equal_inputs_pay_for_one_another():
    weight = torch.tensor([[0.4, 0.4, 0.0, 3.0]])
    rounded = quantize(weight, 2, 4)  # the grid 0, 1, 2, 3
    products = torch.eye(4, dtype=torch.float64)
    products[0, 1] = products[1, 0] = 1
    found = compensate(weight, rounded, products, damping=1e-9).dequantize()
    assert rounded.dequantize().tolist() == [[0, 0, 0, 3]]
    torch.testing.assert_close(found, torch.tensor([[0.0, 1.0, 0.0, 3.0]]))


@pytest.mark.parametrize("seed", range(3))
@pytest.mark.parametrize("bits", [4, 3, 2])
def test_outputs_are_nearer_at_the_same_bytes(bits, seed):
    weight, products = normal(32, 64, seed=seed), mixed_products(64, seed)
    rounded = quantize(weight, bits, 32)
    found = compensate(weight, rounded, products)
    assert found.n_bytes == rounded.n_bytes
    assert found.scales is rounded.scales
    before = output_error(weight, rounded.dequantize(), products)
    assert output_error(weight, found.dequantize(), products) < 0.7 * before
    weights_off = (found.dequantize() - weight).square().mean()
    assert weights_off > (rounded.dequantize() - weight).square().mean()


def test_a_block_of_equal_weights_is_kept():
    weight = torch.full((2, 8), 2.5)
    found = compensate(weight, quantize(weight, 4, 4), mixed_products(8))
    assert torch.equal(found.dequantize(), weight)


def test_inputs_are_left_alone():
    weight, products = normal(4, 8), mixed_products(8)
    rounded = quantize(weight, 3, 8)
    kept = weight.clone(), products.clone(), rounded.codes.clone()
    compensate(weight, rounded, products)
    assert all(map(torch.equal, kept, (weight, products, rounded.codes)))


def test_products_are_means_over_what_each_layer_reads():
    torch.manual_seed(0)
    model = Llama(LlamaConfig(11, 8, 1, 2, 1, 12, context_length=16))
    batches = torch.randint(11, (2, 3, 5))
    products = input_products(model, batches)
    assert set(products) == {n for n, m in model.named_modules() if isinstance(m, nn.Linear)}
    x = torch.cat([model.hidden_states(ids) for ids in batches]).flatten(0, 1).double()
    torch.testing.assert_close(products["lm_head"], x.T @ x / len(x))
    assert not any(m._forward_pre_hooks for m in model.modules())


def test_what_does_not_belong_together_is_refused():
    weight = normal(4, 8)
    rounded = quantize(weight, 3, 8)
    with pytest.raises(ValueError, match=r"shape \(8, 8\); got \(6, 6\)"):
        require_fit(weight, rounded, mixed_products(6))
    with pytest.raises(ValueError, match=r"\(8, 4\) cannot be rounded on the grid of \(4, 8\)"):
        compensate(weight.T, rounded, mixed_products(4))
    with pytest.raises(ValueError, match="damping must be 0 or more; got -1"):
        compensate(weight, rounded, mixed_products(8), damping=-1.0)
    with pytest.raises(ValueError, match="cannot be inverted with a damping of 0"):
        compensate(weight, rounded, torch.zeros(8, 8), damping=0.0)
    with pytest.raises(ValueError, match="cannot be inverted"):
        compensate(weight, rounded, torch.full((8, 8), torch.nan))
