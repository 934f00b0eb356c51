"""Memory by formula equals memory that is really held, and the published numbers."""

from dataclasses import replace

import pytest
import torch
from torch import nn

from course_lib.accounting.memory import (
    attention_score_bytes,
    decode_bytes,
    decode_speed_bound,
    kv_cache_bytes,
    quantized_weight_bytes,
    training_bytes,
    weight_bytes,
)
from course_lib.accounting.parameters import count_layer_biases, count_parameters
from course_lib.efficiency.quantization import quantized_bytes
from course_lib.layers.kv_cache import KVCache
from course_lib.models.bert import Bert, BertConfig
from course_lib.models.encoder_decoder import EncoderDecoder, EncoderDecoderConfig
from course_lib.models.gpt2 import GPT2, GPT2_SMALL, GPT2Config
from course_lib.models.llama import LLAMA_2_7B, LLAMA_3_8B, LLAMA_3_70B, Llama, LlamaConfig
from course_lib.models.phi3 import PHI_3_MINI

TINY = LlamaConfig(
    vocab_size=31, d_model=24, n_layers=3, n_heads=6, n_kv_heads=2, d_ff=20, context_length=16
)
TINY_BERT = BertConfig(vocab_size=31, d_model=24, n_layers=3, n_heads=6, d_ff=20, context_length=16)
TINY_ENCODER_DECODER = EncoderDecoderConfig(31, 24, 3, 6, 20, 16)
TINY_GPT2 = GPT2Config(vocab_size=31, d_model=24, n_layers=3, n_heads=6, d_ff=20, context_length=16)


class TestKVCache:
    def test_published_models(self):
        assert kv_cache_bytes(LLAMA_3_8B, 1) == 131_072
        assert kv_cache_bytes(LLAMA_2_7B, 1) == 524_288
        assert kv_cache_bytes(replace(LLAMA_3_8B, n_kv_heads=1), 1) == 16_384
        assert kv_cache_bytes(PHI_3_MINI, 4096) == 1_610_612_736
        assert kv_cache_bytes(LLAMA_3_70B, 8192) == 2_684_354_560
        assert kv_cache_bytes(LLAMA_2_7B, 4096) == 2_147_483_648

    @pytest.mark.parametrize("model", [Llama(TINY), GPT2(TINY_GPT2)])
    def test_equals_the_allocated_cache(self, model):
        cache = KVCache.for_model(model, batch_size=5, capacity=7)
        held = sum(layer.keys.nbytes + layer.values.nbytes for layer in cache.layers)
        assert held == kv_cache_bytes(model.config, 7, batch_size=5, bytes_per_number=4)


class TestTraining:
    @pytest.mark.parametrize("model", [Llama(TINY), GPT2(TINY_GPT2)])
    def test_equals_what_adamw_holds(self, model):
        optimizer = torch.optim.AdamW(model.parameters())
        model(torch.tensor([[1, 2, 3]])).sum().backward()
        optimizer.step()
        parameters = list(model.parameters())
        states = optimizer.state.values()
        parts = training_bytes(model.config)
        assert parts["weights"] == sum(p.nbytes for p in parameters)
        assert parts["gradients"] == sum(p.grad.nbytes for p in parameters)
        assert parts["first moments"] == sum(state["exp_avg"].nbytes for state in states)
        assert parts["second moments"] == sum(state["exp_avg_sq"].nbytes for state in states)

    @pytest.mark.parametrize("mixed_precision", [False, True])
    def test_sixteen_bytes_a_parameter(self, mixed_precision):
        assert sum(training_bytes(LLAMA_3_8B, mixed_precision).values()) == 16 * 8_030_261_248


class TestWeights:
    def test_published_models(self):
        assert weight_bytes(LLAMA_3_8B) == 16_060_522_496

    def test_four_bits_save_less_than_four_times(self):
        small = quantized_weight_bytes(LLAMA_3_8B, bits=4, block_size=64)
        assert small == 5_809_643_520
        assert 2.7 < weight_bytes(LLAMA_3_8B) / small < 2.8

    def test_biases_stay_in_16_bits(self):
        assert quantized_weight_bytes(GPT2_SMALL, bits=4, block_size=64) == 124_131_840

    @pytest.mark.parametrize(
        "model",
        [Llama(TINY), GPT2(TINY_GPT2), Bert(TINY_BERT), EncoderDecoder(TINY_ENCODER_DECODER)],
    )
    def test_what_is_quantized_are_the_matrices_inside_the_layers(self, model):
        outside = ("lm_head", "pooler")
        layers = [
            module
            for name, module in model.named_modules()
            if isinstance(module, nn.Linear) and name not in outside
        ]
        inside = sum(layer.weight.numel() for layer in layers)
        biases = sum(layer.bias.numel() for layer in layers if layer.bias is not None)
        assert count_layer_biases(model.config) == biases
        expected = quantized_bytes(inside, 3, 8) + 2 * (count_parameters(model.config) - inside)
        assert quantized_weight_bytes(model.config, bits=3, block_size=8) == expected


class TestDecoding:
    def test_shared_keys_pay_with_long_contexts_and_many_rows(self):
        own_keys = replace(LLAMA_3_8B, n_kv_heads=32)

        def gain(n_tokens, batch_size):
            slow, fast = (
                decode_bytes(config, n_tokens, batch_size) for config in (own_keys, LLAMA_3_8B)
            )
            return slow / fast

        assert gain(8192, 1) < gain(8192, 32) < 4
        assert gain(1024, 32) < gain(8192, 32)
        assert 1.25 < gain(8192, 1) < 1.35
        assert 3.0 < gain(8192, 32) < 3.2

    def test_scores_that_are_stored_grow_with_the_square(self):
        gib = 2**30
        sizes = [attention_score_bytes(LLAMA_3_8B, n) / gib for n in (2048, 8192, 131_072)]
        assert sizes == [0.25, 4.0, 1024.0]

    def test_the_bound_falls_with_the_bytes(self):
        assert decode_speed_bound(538_000_000, 26.9e9) == pytest.approx(50)
