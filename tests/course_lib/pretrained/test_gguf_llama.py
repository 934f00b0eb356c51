"""A Llama from a GGUF file: read right, or refused with the setting that our Llama has not."""

import copy
import random
import time

import numpy as np
import pytest
import torch
from gguf import GGUFWriter

from course_lib.layers.positional_encoding import (
    RopeScaling,
    half_split_to_interleaved,
    rope_frequencies,
)
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.pretrained.gguf_file import read_gguf
from course_lib.pretrained.gguf_llama import ROPE_FACTORS, gguf_llama, gguf_llama_tensors

SMALL = LlamaConfig(37, 32, 2, n_heads=4, n_kv_heads=2, d_ff=24, context_length=64)
KEYS = {
    "llama.vocab_size": 37,
    "llama.embedding_length": 32,
    "llama.block_count": 2,
    "llama.attention.head_count": 4,
    "llama.attention.head_count_kv": 2,
    "llama.feed_forward_length": 24,
    "llama.context_length": 64,
    "llama.rope.freq_base": 10000.0,
    "llama.attention.layer_norm_rms_epsilon": 1e-5,
}
THEIRS = {
    "embed_tokens.": "token_embd.",
    "layers.": "blk.",
    "self_attn.q_proj": "attn_q",
    "self_attn.k_proj": "attn_k",
    "self_attn.v_proj": "attn_v",
    "self_attn.o_proj": "attn_output",
    "input_layernorm": "attn_norm",
    "post_attention_layernorm": "ffn_norm",
    "mlp.gate_proj": "ffn_gate",
    "mlp.up_proj": "ffn_up",
    "mlp.down_proj": "ffn_down",
    "lm_head": "output",
}


@pytest.fixture(scope="module")
def model():
    torch.manual_seed(0)
    return Llama(SMALL).requires_grad_(False)


def write(path, model, keys=KEYS, **more):
    writer = GGUFWriter(path, "llama")
    for key, value in keys.items():
        if isinstance(value, str):
            writer.add_string(key, value)
        elif isinstance(value, list):
            writer.add_array(key, value)
        else:
            (writer.add_float32 if isinstance(value, float) else writer.add_uint32)(key, value)
    tensors = {name: weight.clone() for name, weight in model.state_dict().items()}
    for name, weight in tensors.items():
        if name.endswith(("q_proj.weight", "k_proj.weight")):
            weight = half_split_to_interleaved(weight, model.config.d_head)
        for ours, theirs in THEIRS.items():
            name = name.replace(ours, theirs)
        name = "output_norm.weight" if name == "norm.weight" else name
        writer.add_tensor(name, weight.numpy())
    for name, numbers in more.items():
        writer.add_tensor(name.replace("__", "."), numbers)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return read_gguf(path)


TOKENS = torch.arange(20)[None]


def test_what_was_written_is_what_is_read(tmp_path, model):
    read = gguf_llama(write(tmp_path / "a.gguf", model))
    assert read.config == SMALL
    assert torch.equal(read(TOKENS), model(TOKENS))


def test_tensors_have_our_names_and_the_file_s_order_of_rows(tmp_path, model):
    tensors = gguf_llama_tensors(write(tmp_path / "a.gguf", model))
    assert tensors.keys() == model.state_dict().keys()
    for name, weight in model.state_dict().items():
        turned = name.endswith(("q_proj.weight", "k_proj.weight"))
        as_stored = half_split_to_interleaved(weight, SMALL.d_head) if turned else weight
        assert torch.equal(tensors[name], as_stored)


def test_what_may_be_left_out_has_its_usual_value(tmp_path):
    torch.manual_seed(0)
    model = Llama(LlamaConfig(37, 32, 2, 4, 4, 24, 64))
    optional = ("llama.vocab_size", "llama.rope.freq_base", "llama.attention.head_count_kv")
    keys = {key: value for key, value in KEYS.items() if key not in optional}
    keys["tokenizer.ggml.tokens"] = [f"t{i}" for i in range(37)]
    assert torch.equal(gguf_llama(write(tmp_path / "a.gguf", model, keys))(TOKENS), model(TOKENS))


def test_the_scaling_of_llama_3_1_is_read_from_its_factors(tmp_path):
    scaling = RopeScaling(factor=8.0)
    config = LlamaConfig(37, 512, 1, 4, 2, 24, 64, rope_base=500000.0, rope_scaling=scaling)
    model = Llama(config).requires_grad_(False)
    sizes = {"llama.embedding_length": 512, "llama.block_count": 1, "llama.rope.freq_base": 5e5}
    unscaled = rope_frequencies(128, 500000.0)
    factors = (unscaled / rope_frequencies(128, 500000.0, scaling)).numpy()
    file = write(tmp_path / "a.gguf", model, KEYS | sizes, rope_freqs__weight=factors)
    assert ROPE_FACTORS in file.tensors
    assert gguf_llama(file).config == config
    torch.testing.assert_close(gguf_llama(file)(TOKENS), model(TOKENS))
    others = {"rope_freqs__weight": np.linspace(1, 3, 64, dtype=np.float32)}
    with pytest.raises(ValueError, match="in a way that is not known here"):
        gguf_llama(write(tmp_path / "b.gguf", model, KEYS | sizes, **others))


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("llama.rope.scaling.type", "linear", "rope.scaling.type = 'linear', which our Llama has"),
        ("llama.rope.scaling.factor", 4.0, "rope.scaling.factor = 4.0"),
        ("llama.rope.scale_linear", 4.0, "rope.scale_linear = 4.0"),
        ("llama.rope.dimension_count", 4, "dimension_count = 4; our heads .* = 8 wide"),
        ("llama.attention.key_length", 16, "key_length = 16"),
        ("llama.attention.sliding_window", 8, "sliding_window = 8"),
        ("llama.expert_count", 8, "expert_count = 8"),
        ("llama.attention.head_count_kv", [2, 1], "head_count_kv for each layer"),
        ("split.count", 2, "one of 2 parts: join them first"),
        ("llama.block_count", 3000, r"\(3000, \(37, 32\)\); its tensors are \(2, "),
        ("llama.vocab_size", 38, r"\(2, \(38, 32\)\)"),
    ],
)
def test_what_our_llama_does_not_do_is_refused(tmp_path, model, key, value, message):
    file = write(tmp_path / "a.gguf", model, KEYS | {key: value})
    with pytest.raises(ValueError, match=message):
        gguf_llama(file)


def test_settings_without_effect_are_accepted(tmp_path, model):
    harmless = {"llama.rope.scaling.type": "none", "llama.rope.scale_linear": 1.0}
    same = {"llama.rope.dimension_count": 8, "llama.attention.key_length": 8}
    file = write(tmp_path / "a.gguf", model, KEYS | harmless | same)
    assert torch.equal(gguf_llama(file)(TOKENS), model(TOKENS))


def test_a_missing_embedding_is_named(tmp_path, model):
    file = write(tmp_path / "a.gguf", model)
    tensors = copy.copy(file.tensors)
    tensors["token_embt.weight"] = tensors.pop("token_embd.weight")
    file.tensors.clear()
    file.tensors.update(tensors)
    with pytest.raises(ValueError, match=r"its tensors are \(2, None\)"):
        gguf_llama(file)


def test_300_damaged_headers_are_read_or_refused_within_a_second(tmp_path, model):
    path = tmp_path / "a.gguf"
    write(path, model)
    whole, draw = path.read_bytes(), random.Random(0)
    n_header = whole.index(b"\x00" * 8, 1200)
    slowest, refused = 0.0, 0
    for _ in range(300):
        damaged = bytearray(whole)
        for _ in range(draw.choice([1, 2, 8])):
            damaged[draw.randrange(n_header)] = draw.choice([0, 1, 0x7F, 0xFF, draw.randrange(256)])
        path.write_bytes(damaged)
        start = time.process_time()
        try:
            gguf_llama(read_gguf(path))(TOKENS)
        except ValueError as error:
            refused += "a.gguf" in str(error)
        slowest = max(slowest, time.process_time() - start)
    assert slowest < 1
    assert refused > 200
