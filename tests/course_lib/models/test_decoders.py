"""Laws that every decoder keeps: GPT-2, Llama and Phi-3 side by side."""

import math
from dataclasses import replace

import pytest
import torch
import torch.nn.functional as F

from course_lib.layers.kv_cache import KVCache
from course_lib.layers.masks import padding_mask
from course_lib.layers.positional_encoding import RopeScaling
from course_lib.models.gpt2 import GPT2, GPT2Config
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.models.phi3 import Phi3, Phi3Config

V, N = 31, 17
SIZES = {"vocab_size": V, "d_model": 24, "n_layers": 2, "d_ff": 37, "context_length": N}
LLAMA = LlamaConfig(**SIZES, n_heads=6, n_kv_heads=3)
MODELS = {
    "gpt2": lambda: GPT2(GPT2Config(**SIZES, n_heads=3)),
    "llama": lambda: Llama(LLAMA),
    "llama, one key/value head, tied": lambda: Llama(replace(LLAMA, n_kv_heads=1, tied=True)),
    "llama 3.1": lambda: Llama(replace(LLAMA, rope_scaling=RopeScaling(8.0, 12))),
    "phi3": lambda: Phi3(Phi3Config(**SIZES, n_heads=6, n_kv_heads=2, sliding_window=4)),
}


@pytest.fixture(params=MODELS)
def model(request):
    torch.manual_seed(0)
    model = MODELS[request.param]().double()
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.add_(0.2 * torch.randn_like(parameter))
    return model


@pytest.fixture
def token_ids():
    return torch.randint(0, V, (3, 11), generator=torch.Generator().manual_seed(1))


def assert_close(actual, expected):
    torch.testing.assert_close(actual, expected, rtol=1e-9, atol=1e-9)


@pytest.mark.parametrize("chunks", [[11], [1] * 11, [5, 1, 1, 4], [1, 10]])
def test_cached_decoding_equals_one_pass(model, token_ids, chunks):
    with torch.inference_mode():
        cache = KVCache.for_model(model, batch_size=3, capacity=11)
        parts = [model(part, cache=cache) for part in token_ids.split(chunks, dim=1)]
        assert_close(torch.cat(parts, dim=1), model(token_ids))
    assert cache.length == 11


def test_changing_a_later_token_leaves_earlier_logits_alone(model, token_ids):
    before = model(token_ids)
    token_ids[:, 6] = (token_ids[:, 6] + 1) % V
    after = model(token_ids)
    assert torch.equal(before[:, :6], after[:, :6])
    assert not torch.equal(before[:, 6], after[:, 6])


@pytest.mark.parametrize("side", ["left", "right"])
@pytest.mark.parametrize("chunks", [[11], [9, 1, 1]])
def test_a_padded_batch_equals_its_texts_alone(model, token_ids, side, chunks):
    lengths = [11, 4, 7]
    real = padding_mask(lengths, 11)
    real = real.flip(1) if side == "left" else real
    cache = KVCache.for_model(model, batch_size=3, capacity=11)
    with torch.inference_mode():
        parts, end = [], 0
        for part in token_ids.split(chunks, dim=1):
            end += part.shape[1]
            parts.append(model(part, real[:, :end], cache))
        logits = torch.cat(parts, dim=1)
        for row in range(3):
            alone = model(token_ids[row : row + 1, real[row]])
            assert_close(logits[row, real[row]], alone[0])


def test_texts_of_different_length_continue_from_one_cache(model, token_ids):
    real = padding_mask([6, 3, 2], 6)
    cache = KVCache.for_model(model, batch_size=3, capacity=8)
    with torch.inference_mode():
        model(token_ids[:, :6], real, cache)
        for _ in range(2):
            real = F.pad(real, (0, 1), value=True)
            logits = model(token_ids[:, cache.length : cache.length + 1], real, cache)
        for row in range(3):
            alone = model(token_ids[row : row + 1, :8][:, real[row]])
            assert_close(logits[row, -1], alone[0, -1])


def test_padding_has_no_gradient_and_nothing_is_nan(model, token_ids):
    real = padding_mask([11, 4, 0], 11).flip(1)
    loss = F.cross_entropy(model(token_ids, real)[real], token_ids[real])
    loss.backward()
    assert all(parameter.grad.isfinite().all() for parameter in model.parameters())


def test_the_head_reads_the_hidden_states(model, token_ids):
    last = model.lm_head(model.hidden_states(token_ids)[:, -1:])
    assert_close(last, model(token_ids)[:, -1:])


def test_shapes_can_be_asked_without_numbers():
    for make in MODELS.values():
        with torch.device("meta"):
            logits = make()(torch.zeros(3, 11, dtype=torch.long))
        assert logits.shape == (3, 11, V)


def test_order_matters(model, token_ids):
    assert not torch.allclose(model(token_ids)[:, -1], model(token_ids.roll(1, 1))[:, -1])


def test_fresh_weights_start_at_the_loss_of_guessing(token_ids):
    for make in MODELS.values():
        torch.manual_seed(0)
        logits = make()(token_ids[:, :-1])
        loss = F.cross_entropy(logits.flatten(0, 1), token_ids[:, 1:].flatten())
        assert abs(loss.item() - math.log(V)) < 0.1


@pytest.mark.parametrize("name", ["gpt2", "llama", "phi3"])
def test_a_few_steps_learn_a_text_by_heart(name, token_ids):
    torch.manual_seed(0)
    model = MODELS[name]()
    optimizer = torch.optim.AdamW(model.parameters(), lr=0.01)
    for _ in range(40):
        loss = F.cross_entropy(model(token_ids[:, :-1]).flatten(0, 1), token_ids[:, 1:].flatten())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    assert loss < 0.3


@pytest.mark.parametrize("name", ["gpt2", "llama", "phi3"])
def test_bfloat16_stays_bfloat16(name, token_ids):
    model = MODELS[name]().bfloat16()
    cache = KVCache.for_model(model, batch_size=3, capacity=11)
    with torch.inference_mode():
        assert model(token_ids, cache=cache).dtype == torch.bfloat16


def test_a_state_dict_holds_parameters_only(model):
    assert set(model.state_dict()) == {
        name for name, _ in model.named_parameters(remove_duplicate=False)
    }


@pytest.mark.parametrize("bad_id", [-1, V])
def test_ids_out_of_range_are_refused(model, bad_id):
    with pytest.raises(ValueError, match="between 0 and 30"):
        model(torch.tensor([[0, bad_id]]))


def test_a_context_that_is_too_long_is_refused(model):
    with pytest.raises(ValueError, match="18 tokens do not fit into the context of 17"):
        model(torch.zeros(1, N + 1, dtype=torch.long))
    cache = KVCache.for_model(model, batch_size=1, capacity=2 * N)
    with torch.inference_mode():
        model(torch.zeros(1, N, dtype=torch.long), cache=cache)
        with pytest.raises(ValueError, match="18 tokens do not fit"):
            model(torch.zeros(1, 1, dtype=torch.long), cache=cache)


def test_a_full_cache_is_refused_and_left_as_it_was(model, token_ids):
    cache = KVCache.for_model(model, batch_size=3, capacity=10)
    with torch.inference_mode():
        model(token_ids[:, :9], cache=cache)
        with pytest.raises(ValueError, match="holds 9 of at most 10 tokens; 2 more do not fit"):
            model(token_ids[:, 9:], cache=cache)
    assert cache.length == 9


def test_a_padding_mask_must_cover_the_cache_too(model, token_ids):
    cache = KVCache.for_model(model, batch_size=3, capacity=10)
    with torch.inference_mode():
        model(token_ids[:, :5], cache=cache)
        with pytest.raises(ValueError, match=r"3 rows by 6 tokens .* its shape is \(3, 1\)"):
            model(token_ids[:, 5:6], torch.ones(3, 1, dtype=torch.bool), cache)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"d_model": 25}, r"d_model = 25 .* n_heads = 6"),
        ({"n_kv_heads": 4}, r"n_heads = 6 .* n_kv_heads = 4"),
        ({"d_model": 18}, r"d_head = 3 .* 2"),
        ({"n_heads": 0}, r"n_heads = 0"),
    ],
)
def test_impossible_configurations_are_refused(change, message):
    with pytest.raises(ValueError, match=message):
        replace(LLAMA, **change)


def test_the_tree_of_a_llama_bears_the_published_names():
    with torch.device("meta"):
        names = {name for name, _ in Llama(LLAMA).named_modules()}
    layer = {"input_layernorm", "self_attn", "post_attention_layernorm", "mlp"}
    assert {"embed_tokens", "layers", "rotary_emb", "norm", "lm_head"} <= names
    assert {f"layers.1.{part}" for part in layer} <= names
    assert {f"layers.0.self_attn.{p}_proj" for p in "qkvo"} <= names
    assert {f"layers.0.mlp.{p}_proj" for p in ("gate", "up", "down")} <= names


def test_the_tree_of_a_phi3_is_the_printed_one():
    with torch.device("meta"):
        layer = Phi3(Phi3Config(99, 3072, 1, 32, 32, 8192, 64, sliding_window=47)).layers[0]
    tree = str(layer)
    assert "(qkv_proj): Linear(in_features=3072, out_features=9216, bias=False)" in tree
    assert "(gate_up_proj): Linear(in_features=3072, out_features=16384, bias=False)" in tree
    assert "(down_proj): Linear(in_features=8192, out_features=3072, bias=False)" in tree


def test_a_sliding_window_hides_what_lies_further_back(token_ids):
    torch.manual_seed(0)
    one_layer = Phi3Config(**{**SIZES, "n_layers": 1}, n_heads=6, n_kv_heads=2, sliding_window=4)
    model = Phi3(one_layer).double()
    before = model(token_ids)
    token_ids[:, 2] = (token_ids[:, 2] + 1) % V
    changed = (before != model(token_ids)).any(dim=-1).any(dim=0)
    assert changed.nonzero().flatten().tolist() == [2, 3, 4, 5]
