"""FLOPs by formula equal PyTorch's own counter, and the published numbers."""

import pytest
import torch
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils.flop_counter import FlopCounterMode

from course_lib.accounting.flops import (
    attention_flops,
    forward_flops,
    matmul_flops_per_token,
    training_flops,
    training_flops_per_token,
)
from course_lib.layers.kv_cache import KVCache
from course_lib.models.gpt2 import GPT2, GPT2Config
from course_lib.models.llama import LLAMA_2_7B, LLAMA_3_8B, LLAMA_3_70B, Llama, LlamaConfig
from course_lib.models.phi3 import PHI_3_MINI, Phi3, Phi3Config

SIZES = {"vocab_size": 31, "d_model": 24, "n_layers": 3, "n_heads": 6, "d_ff": 20}
MODELS = [
    Llama(LlamaConfig(**SIZES, n_kv_heads=2, context_length=16)),
    Llama(LlamaConfig(**SIZES, n_kv_heads=6, context_length=16, tied=True)),
    GPT2(GPT2Config(**SIZES, context_length=16)),
    Phi3(Phi3Config(**SIZES, n_kv_heads=3, context_length=16, sliding_window=16)),
]


def test_published_models():
    assert training_flops_per_token(LLAMA_3_8B) == 45_027_950_592
    assert training_flops_per_token(LLAMA_3_70B) == 417_010_286_592
    assert training_flops_per_token(LLAMA_2_7B) == 39_642_464_256
    assert training_flops_per_token(PHI_3_MINI) == 22_334_275_584
    assert training_flops(LLAMA_3_8B, 2048) == 2048 * 48_249_176_064


def counted(function):
    # The fused kernels' backward recomputes the scores; the plain one does what the formula says.
    with FlopCounterMode(display=False) as counter, sdpa_kernel(SDPBackend.MATH):
        function()
    return counter.get_total_flops()


@pytest.mark.parametrize("model", MODELS, ids=lambda model: type(model).__name__)
def test_forward_and_training_equal_the_counter(model):
    tokens = torch.zeros(5, 11, dtype=torch.long)
    assert counted(lambda: model(tokens)) == 5 * forward_flops(model.config, 11)
    assert counted(lambda: model(tokens).sum().backward()) == 5 * training_flops(model.config, 11)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: type(model).__name__)
def test_decoding_with_a_cache_equals_the_counter(model):
    cache = KVCache.for_model(model, batch_size=1, capacity=10)
    with torch.no_grad():
        model(torch.zeros(1, 7, dtype=torch.long), cache=cache)
        flops = counted(lambda: model(torch.zeros(1, 2, dtype=torch.long), cache=cache))
    assert flops == forward_flops(model.config, n_tokens=2, n_earlier=7)


def test_attention_is_a_small_share_until_the_context_is_long():
    def share(n):
        pairs = attention_flops(LLAMA_3_8B, n, n)
        return pairs / (pairs + n * matmul_flops_per_token(LLAMA_3_8B))

    assert share(2048) < 0.07
    assert share(131_072) > 0.8
