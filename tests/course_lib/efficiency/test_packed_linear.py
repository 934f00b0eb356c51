"""Packed matrices multiply right, whatever their sizes, and never read past a row."""

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from course_lib.efficiency.packed_linear import DenseMatrix, Int4Matrix, Int8Matrix
from course_lib.efficiency.quantization import quantize


def normal(*shape):
    return torch.randn(shape, generator=torch.Generator().manual_seed(sum(shape)))


def error(product, expected):
    return ((product - expected).abs().max() / expected.abs().max()).item()


@given(st.integers(1, 70), st.integers(1, 70), st.integers(1, 9))
def test_eight_bits_multiply_right_at_any_size(M, N, rows):
    weight, x = normal(M, N), normal(rows, N)
    matrix = Int8Matrix(weight)
    held = matrix.codes[:, :N].float() * matrix.scales.float()[:, None]
    half_a_scale = 0.5 * matrix.scales.float()[:, None]
    assert ((held - weight).abs() <= half_a_scale + 1e-6).all()
    assert error(matrix(x), x.bfloat16().float() @ held.T) < 0.01
    assert error(DenseMatrix(weight)(x), x @ weight.T) < 1e-5


@given(st.integers(1, 5), st.integers(1, 5), st.integers(1, 9))
def test_four_bits_multiply_right_at_any_size_they_accept(sixteens, blocks, rows):
    weight, x = normal(16 * sixteens, 32 * blocks), normal(rows, 32 * blocks)
    held = quantize(weight, 4, 32).dequantize()
    assert error(Int4Matrix(weight)(x), x.bfloat16().float() @ held.T) < 0.02


@pytest.mark.parametrize("kind", [Int8Matrix, Int4Matrix])
def test_no_rows_give_no_rows(kind):
    assert kind(normal(16, 32))(torch.zeros(2, 0, 32)).shape == (2, 0, 16)


@pytest.mark.parametrize("kind", [Int8Matrix, Int4Matrix])
@pytest.mark.parametrize("width", [31, 33, 64])
def test_inputs_of_another_width_are_refused(kind, width):
    with pytest.raises(ValueError, match=f"needs inputs of width 32; got {width}"):
        kind(normal(16, 32))(torch.zeros(1, width))


@pytest.mark.parametrize("kind", [Int8Matrix, Int4Matrix])
def test_weights_that_are_not_finite_are_refused(kind):
    weight = normal(16, 32)
    weight[3, 5] = torch.nan
    with pytest.raises(ValueError, match="not finite"):
        kind(weight)
