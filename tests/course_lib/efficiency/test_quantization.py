"""Laws of quantization: small errors, exact bytes, layers that compute what they store."""

import copy
from itertools import pairwise

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st
from torch import nn

from course_lib.efficiency.quantization import (
    QuantizedLinear,
    pack_bits,
    quantize,
    quantize_,
    quantized_bytes,
    unpack_bits,
)
from course_lib.efficiency.quantization_cost import quantization_costs
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.pretrained.smollm2 import load_smollm2, smollm2_file

TINY = LlamaConfig(
    vocab_size=31, d_model=24, n_layers=2, n_heads=6, n_kv_heads=2, d_ff=20, context_length=16
)


def normal(*shape):
    return torch.randn(shape, generator=torch.Generator().manual_seed(len(shape)))


@pytest.mark.parametrize("symmetric", [False, True])
@pytest.mark.parametrize("bits", [8, 4, 3, 2])
def test_errors_are_at_most_half_a_scale(bits, symmetric):
    weights = normal(7, 96)
    rounded = quantize(weights, bits, block_size=32, symmetric=symmetric)
    error = (rounded.dequantize() - weights).view(-1, 32).abs().amax(dim=1)
    assert (error <= 0.5 * rounded.scales.float() + weights.abs().max() / 2**20).all()


@given(
    st.integers(2, 8),
    st.booleans(),
    st.integers(1, 40),
    st.sampled_from([1e-7, 1e-4, 1.0, 300.0]),
    st.sampled_from([0.0, 1000.3, -77.7]),
)
def test_errors_are_at_most_half_a_scale_of_whatever_size(bits, symmetric, n, spread, middle):
    weights = middle + spread * normal(n, 3)
    rounded = quantize(weights, bits, block_size=7, symmetric=symmetric)
    half_a_scale = 0.5 * rounded.scales.float().repeat_interleave(7)[: 3 * n]
    error = (rounded.dequantize() - weights).abs().flatten()
    assert (error <= half_a_scale + 1e-6 * weights.abs().max()).all()


def test_a_narrow_block_far_from_zero_keeps_its_order():
    weights = torch.linspace(1000.3, 1000.4, 32)
    error = (quantize(weights, 4, 32).dequantize() - weights).abs().max()
    assert error < 0.02  # 16-bit minima are half a unit apart there


def test_tiny_weights_do_not_vanish_in_the_scale():
    weights = 1e-6 * normal(4, 32)
    error = (quantize(weights, 8, 32, symmetric=True).dequantize() - weights).abs().max()
    assert error <= 3e-8  # half of the smallest 16-bit scale


def test_errors_shrink_by_half_with_each_bit():
    weights = normal(64, 64)
    errors = [
        (quantize(weights, bits, 64).dequantize() - weights).square().mean().sqrt().item()
        for bits in range(2, 9)
    ]
    ratios = [coarse / fine for coarse, fine in pairwise(errors)]
    assert all(1.8 < ratio < 2.6 for ratio in ratios)


def test_smaller_blocks_and_asymmetric_codes_are_nearer():
    weights = normal(64, 64) + 0.5

    def error(**settings):
        return (quantize(weights, 4, **settings).dequantize() - weights).square().mean()

    assert error(block_size=16) < error(block_size=64) < error(block_size=4096)
    assert error(block_size=64, symmetric=False) < error(block_size=64, symmetric=True)


def test_symmetric_codes_keep_zero_and_the_sign():
    weights = torch.tensor([0.0, -1.0, 0.3, 1.0])
    rounded = quantize(weights, bits=3, block_size=4, symmetric=True).dequantize()
    assert rounded[0] == 0
    assert torch.equal(quantize(-weights, 3, 4, symmetric=True).dequantize(), -rounded)


@pytest.mark.parametrize("symmetric", [False, True])
def test_quantizing_again_changes_nothing(symmetric):
    once = quantize(normal(3, 64), 4, 32, symmetric).dequantize()
    torch.testing.assert_close(quantize(once, 4, 32, symmetric).dequantize(), once)


@pytest.mark.parametrize("value", [0.0, 2.5, -1.0])
def test_a_block_of_equal_weights_is_kept(value):
    weights = torch.full((2, 8), value)
    assert torch.equal(quantize(weights, 4, 4).dequantize(), weights)


def test_the_published_sizes():
    assert quantized_bytes(1024, bits=4, block_size=64, scale_bits=16) == 544
    assert quantized_bytes(1024, bits=4, block_size=64, scale_bits=32) == 576
    assert quantized_bytes(1000, bits=4, block_size=64, scale_bits=16) == 532
    assert quantized_bytes(64, bits=8, block_size=64, scale_bits=16) == 66


@pytest.mark.parametrize("symmetric", [False, True])
@pytest.mark.parametrize("bits", [8, 4, 3, 2])
@pytest.mark.parametrize("shape", [(16, 64), (10, 100), (1, 7)])
def test_the_formula_counts_the_bytes_that_are_stored(shape, bits, symmetric):
    rounded = quantize(normal(*shape), bits, 64, symmetric)
    n_weights = shape[0] * shape[1]
    assert rounded.n_bytes == quantized_bytes(n_weights, bits, 64, symmetric=symmetric)


def test_a_file_of_four_bits_stands_on_the_grid_already():
    stored = smollm2_file().tensors["blk.0.attn_k.weight"]
    weights = stored.dequantize()
    rounded = quantize(weights, bits=4, block_size=32)
    assert torch.equal(rounded.dequantize(), weights)
    assert rounded.n_bytes == stored.data.nbytes


@given(st.integers(1, 8), st.lists(st.integers(0, 255), min_size=1, max_size=50))
def test_unpacking_undoes_packing(bits, numbers):
    codes = torch.tensor([number % 2**bits for number in numbers], dtype=torch.uint8)
    packed = pack_bits(codes, bits)
    assert len(packed) == -(-bits * len(codes) // 8)
    assert torch.equal(unpack_bits(packed, bits, len(codes)), codes)


def test_a_quantized_layer_multiplies_with_what_it_stores():
    linear, x = nn.Linear(20, 6), normal(3, 20)
    layer = QuantizedLinear(linear, bits=4, block_size=10)
    expected = x @ quantize(linear.weight, 4, 10).dequantize().T + linear.bias
    torch.testing.assert_close(layer(x), expected)
    assert repr(layer) == "QuantizedLinear(20 to 6, 4 bits in blocks of 10)"


def test_a_quantized_model_can_be_saved_and_loaded():
    model, tokens = Llama(TINY), torch.tensor([[1, 2, 3]])
    quantize_(model, 4, block_size=8)
    other = quantize_(Llama(TINY), 4, block_size=8)
    other.load_state_dict(model.state_dict())
    assert torch.equal(other(tokens), model(tokens))


def test_all_layers_but_the_kept_ones_are_replaced():
    model = quantize_(Llama(TINY), 8, keep=("lm_head", "layers.1.mlp.up_proj"))
    kept = [name for name, m in model.named_modules() if isinstance(m, nn.Linear)]
    assert kept == ["layers.1.mlp.up_proj", "lm_head"]
    assert isinstance(model.layers[0].self_attn.q_proj, QuantizedLinear)


def test_eight_bits_barely_move_a_model_and_two_bits_do():
    torch.manual_seed(0)
    model, tokens = Llama(TINY), torch.arange(15)[None]
    with torch.no_grad():
        expected = model(tokens)
        eight = quantize_(copy.deepcopy(model), 8, 8)(tokens)
        two = quantize_(copy.deepcopy(model), 2, 8)(tokens)
    assert (eight - expected).abs().max() < 0.01 * expected.abs().max()
    assert (two - expected).abs().max() > 0.05 * expected.abs().max()


def test_the_loss_it_costs_on_smollm2():
    token_ids = list(range(1000, 1080))
    four, two = quantization_costs(load_smollm2(), token_ids, bits=(4, 2), block_size=32)
    assert four.n_bytes == quantized_bytes(106_168_320, 4, 32, symmetric=False)
    assert abs(four.increase) < 1e-4  # the file's own grid
    assert two.increase > 1


def test_codes_lie_on_the_device_of_the_weights():
    assert pack_bits(torch.empty(8, dtype=torch.uint8, device="meta"), 4).is_meta
    assert unpack_bits(torch.empty(4, dtype=torch.uint8, device="meta"), 4, 8).is_meta


def test_a_lone_layer_is_not_passed_over():
    with pytest.raises(TypeError, match="use QuantizedLinear"):
        quantize_(nn.Linear(4, 4), 4)


@pytest.mark.parametrize("bits", [0, 1, 9])
def test_impossible_bits_are_refused(bits):
    with pytest.raises(ValueError, match=f"between 2 and 8; got {bits}"):
        quantize(normal(4), bits)
    with pytest.raises(ValueError, match=f"between 2 and 8; got {bits}"):
        quantized_bytes(4, bits, 64)


def test_impossible_blocks_and_weights_are_refused():
    with pytest.raises(ValueError, match="block_size must be at least 1; got 0"):
        quantize(normal(4), 4, block_size=0)
    for weight in (torch.nan, torch.inf, 1e30):
        with pytest.raises(ValueError, match="not finite"):
            quantize(torch.tensor([0.0, weight]), 4, symmetric=True)
