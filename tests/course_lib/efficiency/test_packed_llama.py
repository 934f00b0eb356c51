"""A packed Llama is the same function: exactly in 32 bits, nearly in fewer."""

import copy
from functools import partial

import pytest
import torch

from course_lib.efficiency.packed_linear import DenseMatrix, Int4Matrix, Int8Matrix
from course_lib.efficiency.packed_llama import PackedLlama
from course_lib.efficiency.quantization import quantize
from course_lib.generation.loop import generate
from course_lib.layers.kv_cache import KVCache
from course_lib.layers.positional_encoding import RopeScaling
from course_lib.models.llama import Llama, LlamaConfig

SMALL = LlamaConfig(
    vocab_size=80,
    d_model=96,
    n_layers=2,
    n_heads=6,
    n_kv_heads=2,
    d_ff=64,
    context_length=40,
    rope_scaling=RopeScaling(factor=2.0, original_context_length=16),
)
TOKENS = torch.randint(80, (3, 11), generator=torch.Generator().manual_seed(1))


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(0)
    return Llama(SMALL).requires_grad_(False)


@pytest.fixture(scope="module")
def packed(model):
    return PackedLlama(model, DenseMatrix, DenseMatrix)


def test_32_bit_logits_equal_the_model(model, packed):
    torch.testing.assert_close(packed(TOKENS), model(TOKENS), rtol=1e-5, atol=1e-5)


def test_a_bfloat16_model_is_computed_in_float32(model):
    narrow = copy.deepcopy(model).bfloat16()
    packed = PackedLlama(narrow, DenseMatrix, DenseMatrix)
    expected = copy.deepcopy(narrow).float()(TOKENS)
    torch.testing.assert_close(packed(TOKENS), expected, rtol=1e-5, atol=1e-5)
    assert len(generate(packed, [[1, 2]], 3)[0]) == 5


def test_nothing_done_to_it_changes_the_model(model):
    before = model(TOKENS)
    packed = PackedLlama(model, DenseMatrix, DenseMatrix).half()
    assert torch.equal(model(TOKENS), before)
    with pytest.raises(TypeError, match=r"computes in float32, not torch.float16"):
        packed(TOKENS)


@pytest.mark.parametrize("d_model", [40, 56, 72])
def test_eight_bits_serve_any_width(d_model):
    torch.manual_seed(0)
    odd = Llama(LlamaConfig(50, d_model, 2, 4, 2, 44, context_length=16)).requires_grad_(False)
    logits = PackedLlama(odd, Int8Matrix, Int8Matrix)(TOKENS % 50)
    expected = odd(TOKENS % 50)
    assert (logits - expected).abs().max() < 0.05 * expected.abs().max()


def test_padding_on_either_side_is_hidden(model, packed):
    real = torch.ones(3, 11, dtype=torch.bool)
    real[0, :4] = False
    real[1, 8:] = False
    expected, logits = model(TOKENS, real), packed(TOKENS, real)
    torch.testing.assert_close(logits[real], expected[real], rtol=1e-5, atol=1e-5)


def test_cached_decoding_equals_one_pass(packed):
    cache = KVCache.for_model(packed, batch_size=3, capacity=11)
    parts = [packed(part, cache=cache) for part in TOKENS.split([5, 1, 4, 1], dim=1)]
    torch.testing.assert_close(torch.cat(parts, dim=1), packed(TOKENS), rtol=1e-5, atol=1e-5)


def test_it_generates_what_the_model_generates(model, packed):
    prompts = [[1, 2, 3], [4, 5, 6, 7, 8], [9]]
    assert generate(packed, prompts, 12) == generate(model, prompts, 12)


@pytest.mark.parametrize(
    ("matrix", "tolerance"),
    [(partial(DenseMatrix, dtype=torch.bfloat16), 0.03), (Int8Matrix, 0.05), (Int4Matrix, 0.35)],
)
def test_fewer_bits_come_near(model, matrix, tolerance):
    expected, logits = model(TOKENS), PackedLlama(model, matrix, matrix)(TOKENS)
    assert (logits - expected).norm() < tolerance * expected.norm()


@pytest.mark.parametrize("n_tokens", [1, 2, 17])
def test_kernels_multiply_with_the_rounded_matrix(n_tokens):
    weight, x = torch.randn(48, 64), torch.randn(2, n_tokens, 64)
    four = quantize(weight, bits=4, block_size=32).dequantize()
    scales = weight.abs().amax(dim=1, keepdim=True) / 127
    eight = (weight / scales).round() * scales
    for matrix, rounded in ((Int4Matrix, four), (Int8Matrix, eight), (DenseMatrix, weight)):
        expected = x @ rounded.T
        assert (matrix(weight)(x) - expected).norm() < 0.01 * expected.norm()


def test_ids_and_lengths_are_checked(packed):
    with pytest.raises(ValueError, match="0 and 79"):
        packed(torch.tensor([[80]]))
    with pytest.raises(ValueError, match="context of 40"):
        packed(torch.zeros(1, 41, dtype=torch.long))


def test_sizes_that_the_kernel_cannot_read_are_refused():
    with pytest.raises(ValueError, match="got 16 rows of 40"):
        Int4Matrix(torch.zeros(16, 40))
    with pytest.raises(ValueError, match="got 24 rows of 32"):
        Int4Matrix(torch.zeros(24, 32))
