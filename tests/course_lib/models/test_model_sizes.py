"""Models of random sizes: each runs and has as many parameters as are counted, or is refused."""

import dataclasses

import pytest
import torch
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from course_lib.accounting.flops import forward_flops, training_flops
from course_lib.accounting.memory import attention_score_bytes, kv_cache_bytes
from course_lib.accounting.parameters import breakdown, count_parameters
from course_lib.layers.kv_cache import KVCache
from course_lib.models.bert import Bert, BertConfig
from course_lib.models.encoder_decoder import EncoderDecoder, EncoderDecoderConfig
from course_lib.models.gpt2 import GPT2, GPT2Config
from course_lib.models.llama import SMOLLM2_135M, Llama, LlamaConfig
from course_lib.models.phi3 import Phi3, Phi3Config

DECODERS = [(LlamaConfig, Llama), (Phi3Config, Phi3), (GPT2Config, GPT2)]
FAMILIES = [*DECODERS, (BertConfig, Bert), (EncoderDecoderConfig, EncoderDecoder)]
few = settings(max_examples=20)


def drawn_config(data, family):
    """A configuration of random sizes; those that do not fit together are not looked at here."""
    names = [f.name for f in dataclasses.fields(family) if f.type in (int, "int")]
    sizes = {name: data.draw(st.integers(1, 12), name) for name in names}
    if "n_kv_heads" in sizes:
        sizes["n_kv_heads"] = data.draw(st.integers(1, 2), "n_kv_heads")
    n_heads = sizes.get("n_kv_heads", 1) * data.draw(st.integers(1, 2), "group")
    d_model = n_heads * data.draw(st.integers(1, 4), "d_head")
    sizes |= {"n_layers": sizes["n_layers"] % 3 + 1, "n_heads": n_heads, "d_model": d_model}
    try:
        return family(**sizes)
    except ValueError:
        assume(False)


@pytest.mark.parametrize(("family", "model"), FAMILIES)
@few
@given(st.data())
def test_a_model_has_the_parameters_that_are_counted(family, model, data):
    config = drawn_config(data, family)
    n = sum(p.numel() for p in model(config).parameters())
    assert sum(breakdown(config).values()) == count_parameters(config) == n


@pytest.mark.parametrize(("family", "model"), DECODERS)
@few
@given(st.data())
def test_a_decoder_reads_piece_by_piece_what_it_reads_at_once(family, model, data):
    config = drawn_config(data, family)
    T = data.draw(st.integers(1, config.context_length), "T")
    cut = data.draw(st.integers(0, T), "cut")
    token_ids = torch.randint(config.vocab_size, (2, T))
    decoder = model(config).double().eval()
    with torch.no_grad():
        at_once = decoder(token_ids)
        cache = KVCache.for_model(decoder, batch_size=2, capacity=T)
        pieces = [decoder(p, cache=cache) for p in token_ids.split([cut, T - cut], dim=1)]
    assert at_once.shape == (2, T, config.vocab_size)
    torch.testing.assert_close(torch.cat(pieces, dim=1), at_once)


@pytest.mark.parametrize("family", [family for family, _ in FAMILIES])
def test_sizes_below_one_are_refused_by_name(family):
    names = [f.name for f in dataclasses.fields(family) if f.type in (int, "int")]
    sizes = dict.fromkeys(names, 2) | {"d_model": 4}
    family(**sizes)
    for name in names:
        for value in (0, -2):
            with pytest.raises(ValueError, match=f"{name} = {value} must be at least 1"):
                family(**(sizes | {name: value}))


@few
@given(st.integers(0, 99), st.integers(0, 99), st.integers(0, 9))
def test_work_and_memory_add_up_over_pieces_and_rows(first, second, rows):
    flops = forward_flops(SMOLLM2_135M, first) + forward_flops(SMOLLM2_135M, second, first)
    hidden = 4 * SMOLLM2_135M.n_layers * SMOLLM2_135M.d_model * first * second
    assert forward_flops(SMOLLM2_135M, first + second) == flops + hidden
    assert training_flops(SMOLLM2_135M, first) == 3 * forward_flops(SMOLLM2_135M, first)
    a_row = kv_cache_bytes(SMOLLM2_135M, first) + kv_cache_bytes(SMOLLM2_135M, second)
    assert kv_cache_bytes(SMOLLM2_135M, first + second, rows) == rows * a_row


@pytest.mark.parametrize("count", [forward_flops, kv_cache_bytes, attention_score_bytes])
def test_fewer_tokens_than_none_are_refused(count):
    with pytest.raises(ValueError, match="n_tokens = -1 must be at least 0"):
        count(SMOLLM2_135M, -1)
