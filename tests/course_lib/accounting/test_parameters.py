"""Counts by formula equal the sum over tensors: the published ones, theirs and ours."""

import random
from dataclasses import replace

import pytest
import torch
from transformers import GPT2Config as TheirGPT2Config
from transformers import GPT2LMHeadModel, LlamaForCausalLM, Phi3ForCausalLM
from transformers import LlamaConfig as TheirLlamaConfig
from transformers import Phi3Config as TheirPhi3Config

from course_lib.accounting.parameters import breakdown, count_parameters
from course_lib.models.gpt2 import GPT2, GPT2_LARGE, GPT2_MEDIUM, GPT2_SMALL, GPT2_XL, GPT2Config
from course_lib.models.llama import (
    LLAMA_2_7B,
    LLAMA_2_13B,
    LLAMA_2_70B,
    LLAMA_3_1_8B,
    LLAMA_3_1_405B,
    LLAMA_3_2_1B,
    LLAMA_3_8B,
    LLAMA_3_70B,
    SMOLLM2_135M,
    Llama,
    LlamaConfig,
)
from course_lib.models.phi3 import PHI_3_MINI, Phi3Config

PUBLISHED = [
    (LLAMA_2_7B, 6_738_415_616),
    (LLAMA_2_13B, 13_015_864_320),
    (LLAMA_2_70B, 68_976_648_192),
    (LLAMA_3_8B, 8_030_261_248),
    (LLAMA_3_70B, 70_553_706_496),
    (LLAMA_3_1_8B, 8_030_261_248),
    (LLAMA_3_1_405B, 405_853_388_800),
    (LLAMA_3_2_1B, 1_235_814_400),
    (SMOLLM2_135M, 134_515_008),
    (PHI_3_MINI, 3_821_079_552),
    (GPT2_SMALL, 124_439_808),
    (GPT2_MEDIUM, 354_823_168),
    (GPT2_LARGE, 774_030_080),
    (GPT2_XL, 1_557_611_200),
    (replace(GPT2_SMALL, tied=False), 163_037_184),
]


def their_llama(config):
    return LlamaForCausalLM(TheirLlamaConfig(**their_sizes(config)))


def their_phi3(config):
    return Phi3ForCausalLM(TheirPhi3Config(**their_sizes(config), pad_token_id=0))


def their_gpt2(config):
    return GPT2LMHeadModel(
        TheirGPT2Config(
            vocab_size=config.vocab_size,
            n_positions=config.context_length,
            n_embd=config.d_model,
            n_layer=config.n_layers,
            n_head=config.n_heads,
            n_inner=config.d_ff,
            tie_word_embeddings=config.tied,
        )
    )


def their_sizes(config):
    return {
        "vocab_size": config.vocab_size,
        "hidden_size": config.d_model,
        "num_hidden_layers": config.n_layers,
        "num_attention_heads": config.n_heads,
        "num_key_value_heads": config.n_kv_heads,
        "intermediate_size": config.d_ff,
        "tie_word_embeddings": config.tied,
    }


def n_parameters(model):
    return sum(parameter.numel() for parameter in model.parameters())


@pytest.mark.parametrize(("config", "total"), PUBLISHED)
def test_published_models_have_their_published_count(config, total):
    assert count_parameters(config) == total
    assert type(count_parameters(config)) is int
    assert sum(breakdown(config).values()) == total


@pytest.mark.parametrize(
    ("config", "theirs"),
    [
        (LLAMA_2_7B, their_llama),
        (LLAMA_3_8B, their_llama),
        (SMOLLM2_135M, their_llama),
        (PHI_3_MINI, their_phi3),
        (GPT2_SMALL, their_gpt2),
        (GPT2_XL, their_gpt2),
    ],
)
def test_published_models_count_as_in_transformers(config, theirs):
    with torch.device("meta"):
        assert n_parameters(theirs(config)) == count_parameters(config)


def random_llama_config(seed):
    draw = random.Random(seed)
    n_kv_heads = draw.randint(1, 4)
    n_heads = n_kv_heads * draw.randint(1, 3)
    return LlamaConfig(
        vocab_size=draw.randint(1, 99),
        d_model=n_heads * draw.choice([2, 4, 6, 10]),
        n_layers=draw.randint(1, 3),
        n_heads=n_heads,
        n_kv_heads=n_kv_heads,
        d_ff=draw.randint(1, 77),
        context_length=16,
        tied=draw.random() < 0.5,
    )


@pytest.mark.parametrize("seed", range(20))
def test_any_llama_counts_as_ours_and_theirs(seed):
    config = random_llama_config(seed)
    with torch.device("meta"):
        assert n_parameters(Llama(config)) == count_parameters(config)
        assert n_parameters(their_llama(config)) == count_parameters(config)


@pytest.mark.parametrize("tied", [True, False])
def test_any_gpt2_counts_as_ours_and_theirs(tied):
    config = GPT2Config(
        vocab_size=31, d_model=15, n_layers=2, n_heads=3, d_ff=37, context_length=11, tied=tied
    )
    with torch.device("meta"):
        assert n_parameters(GPT2(config)) == count_parameters(config)
        assert n_parameters(their_gpt2(config)) == count_parameters(config)


@pytest.mark.parametrize(
    ("config", "parts"),
    [
        (LLAMA_2_7B, (131_072_000, 2_147_483_648, 4_328_521_728, 266_240, 131_072_000)),
        (LLAMA_3_8B, (525_336_576, 1_342_177_280, 5_637_144_576, 266_240, 525_336_576)),
        (LLAMA_3_70B, (1_050_673_152, 12_079_595_520, 56_371_445_760, 1_318_912, 1_050_673_152)),
        (PHI_3_MINI, (98_500_608, 1_207_959_552, 2_415_919_104, 199_680, 98_500_608)),
    ],
)
def test_llama_parts(config, parts):
    keys = ("embedding", "attention", "feed_forward", "norms", "head")
    assert breakdown(config) == dict(zip(keys, parts, strict=True))


def test_gpt2_parts():
    assert breakdown(GPT2_SMALL) == {
        "embedding": 38_597_376,
        "positions": 786_432,
        "attention": 28_348_416,
        "feed_forward": 56_669_184,
        "norms": 38_400,
        "head": 0,
    }


def test_the_parts_are_the_sums_over_our_tensors():
    config = random_llama_config(seed=3)
    with torch.device("meta"):
        layer = Llama(config).layers[0]
    assert isinstance(layer, torch.nn.Module)
    L = config.n_layers
    assert breakdown(config)["attention"] == L * n_parameters(layer.self_attn)
    assert breakdown(config)["feed_forward"] == L * n_parameters(layer.mlp)


def test_sharing_keys_and_values_costs_less():
    assert count_parameters(replace(LLAMA_3_8B, n_kv_heads=32)) == 8_835_567_616
    assert count_parameters(replace(LLAMA_3_8B, n_kv_heads=1)) == 7_795_380_224


def test_impossible_sizes_are_refused_with_their_numbers():
    with pytest.raises(ValueError, match=r"d_model = 4096 .* n_heads = 3"):
        replace(LLAMA_3_8B, n_heads=3)
    with pytest.raises(ValueError, match=r"n_heads = 32 .* n_kv_heads = 5"):
        replace(LLAMA_3_8B, n_kv_heads=5)
    with pytest.raises(ValueError, match="n_heads = 5"):
        Phi3Config(32, 12, 1, 5, 5, 8, 16, sliding_window=4)
