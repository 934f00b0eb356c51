from dataclasses import replace
from itertools import islice

import numpy as np
import pytest
import torch

from course_lib.generation import loop as generation
from course_lib.generation.loop import generate, generate_without_cache, stream, stream_text
from course_lib.generation.sampling import Sampling
from course_lib.models.gpt2 import GPT2, GPT2Config
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.tokenization.byte_pair_encoding import BytePairTokenizer

V = 23
LLAMA = LlamaConfig(
    vocab_size=V, d_model=24, n_layers=2, n_heads=6, n_kv_heads=3, d_ff=20, context_length=32
)
GPT2_TINY = GPT2Config(vocab_size=V, d_model=24, n_layers=2, n_heads=6, d_ff=20, context_length=32)
WILD = Sampling(temperature=3.0)
PROMPTS = [[3, 1, 4, 1, 5], [9, 2], [6, 5, 3, 5, 8, 9, 7, 9]]


@pytest.fixture(params=["llama", "gpt2"])
def model(request):
    return make_model(request.param)


def make_model(family="llama"):
    torch.manual_seed(7)
    model = Llama(LLAMA) if family == "llama" else GPT2(GPT2_TINY)
    for weight in model.parameters():
        weight.data += 0.3 * torch.randn_like(weight)
    return model.double()


def greedy_by_full_passes(model, prompt, max_new_tokens):
    """The textbook loop: read everything again for every token, and keep half of a full window."""
    window = model.config.context_length
    text, context = list(prompt), list(prompt)
    for _ in range(max_new_tokens):
        if len(context) > window:
            context = context[-max(window // 2, 1) :]
        context.append(int(model(torch.tensor([context]))[0, -1].argmax()))
        text.append(context[-1])
    return text


def test_greedy_equals_the_argmax_of_full_passes(model):
    expected = greedy_by_full_passes(model, PROMPTS[0], 20)
    assert generate(model, [PROMPTS[0]], 20) == [expected]
    assert generate_without_cache(model, PROMPTS[0], 20) == expected


@pytest.mark.parametrize("chunk", [1, 3, 8])
def test_a_prefill_in_chunks_is_the_same(model, chunk, monkeypatch):
    expected = generate(model, PROMPTS, 12, WILD)
    monkeypatch.setattr(generation, "PREFILL_CHUNK", chunk)
    assert generate(model, PROMPTS, 12, WILD) == expected


def test_a_padded_batch_equals_each_prompt_alone(model):
    alone = [generate(model, [prompt], 12)[0] for prompt in PROMPTS]
    assert generate(model, PROMPTS, 12) == alone


@pytest.mark.parametrize("window", [8, 5, 1])
def test_each_row_forgets_its_own_half_when_its_own_window_is_full(window):
    model = make_model()
    model.config = replace(LLAMA, context_length=window)
    prompts = [[3], [3, 1, 4, 1, 5, 9, 2, 6], [5, 8, 9]]
    alone = [generate(model, [prompt], 20, slide=True)[0] for prompt in prompts]
    assert generate(model, prompts, 20, slide=True) == alone


@pytest.mark.parametrize("kind", [torch.tensor, np.array])
def test_prompts_may_be_tensors_or_arrays(kind):
    model, expected = make_model(), generate(make_model(), [[3, 1]], 5)
    assert generate(model, [kind([3, 1])], 5) == expected
    assert generate(model, kind([[3, 1]]), 5) == expected
    assert [3, 1, *stream(model, kind([3, 1]), 5)] == expected[0]


def test_equal_prompts_get_different_draws():
    first, second = generate(make_model(), [[3, 1], [3, 1]], 20, WILD)
    assert first != second


def test_stop_tokens_end_a_row_and_stay_in_it(model):
    free = generate(model, PROMPTS, 12)
    stop = free[1][4]
    expected = []
    for prompt, text in zip(PROMPTS, free, strict=True):
        new = text[len(prompt) :]
        length = new.index(stop) + 1 if stop in new else len(new)
        expected.append(text[: len(prompt) + length])
    assert generate(model, PROMPTS, 12, stop_tokens={stop}) == expected


def test_streaming_yields_the_same_tokens(model):
    expected = generate(model, [PROMPTS[0]], 9, WILD, seed=4)[0]
    assert [*PROMPTS[0], *stream(model, PROMPTS[0], 9, WILD, seed=4)] == expected
    assert [*PROMPTS[0], *islice(stream(model, PROMPTS[0], 9, WILD, seed=4), 3)] == expected[:8]
    stop = expected[7]
    assert list(stream(model, PROMPTS[0], 9, WILD, seed=4, stop_tokens=[stop]))[-1] == stop


def test_the_seed_decides():
    model = make_model()
    first, same, other = (generate(model, PROMPTS, 15, WILD, seed=seed) for seed in (1, 1, 2))
    assert first == same
    assert first != other


def test_sampling_settings_reach_the_loop():
    model = make_model()
    greedy = generate(model, PROMPTS, 8)
    assert generate(model, PROMPTS, 8, Sampling(top_k=1)) == greedy
    assert generate(model, PROMPTS, 8, Sampling(top_p=1e-9)) == greedy
    assert generate(model, PROMPTS, 8, Sampling(min_p=1.0)) == greedy
    row = generate(model, [[3]], 8, Sampling(temperature=0.0, repetition_penalty=1e9))[0]
    assert len(set(row)) == 9, "nothing is said twice under an endless penalty"


@pytest.mark.parametrize("window", [7, 1])
def test_past_the_window_the_older_half_is_forgotten(window):
    torch.manual_seed(7)
    model = Llama(LlamaConfig(V, 24, 2, 6, 3, 20, context_length=window)).double()
    for prompt in ([3], [3, 1, 4, 1, 5, 9, 2, 6, 5, 3]):
        expected = greedy_by_full_passes(model, prompt, 20)
        assert generate(model, [prompt], 20, slide=True) == [expected]


def test_a_text_may_fill_the_window_to_the_last_token():
    model = make_model()
    assert len(generate(model, [[3] * 12], 21)[0]) == 33
    with pytest.raises(ValueError, match=r"12 tokens and 22 new ones .* context of 32"):
        generate(model, [[3] * 12], 22)


def test_nothing_to_generate_gives_the_prompts_back():
    assert generate(make_model(), PROMPTS, 0) == PROMPTS


def test_generation_keeps_no_gradients_and_leaves_the_grad_mode_alone():
    model = make_model()
    stream_of_tokens = stream(model, [3], 4)
    next(stream_of_tokens)
    assert torch.is_grad_enabled()
    assert model(torch.tensor([[3]])).requires_grad


def test_text_streams_in_whole_characters():
    tokenizer = BytePairTokenizer.train("abc", 256)
    text = "naïve 中文 🐈!"
    pieces = list(stream_text(tokenizer, iter(tokenizer.encode(text))))
    assert pieces == list(text)
    assert list(stream_text(tokenizer, iter([0xE4, 0xB8]))) == ["�"]


@pytest.mark.parametrize(
    ("prompts", "n", "message"),
    [
        ([], 3, "at least one token"),
        ([[3], []], 3, "at least one token"),
        ([[3, V]], 3, f"between 0 and {V - 1}; found 3 to {V}"),
        ([[-1]], 3, "found -1"),
        ([[3]], -1, "max_new_tokens .* got -1"),
    ],
)
def test_bad_requests_are_refused_with_the_numbers(prompts, n, message):
    with pytest.raises(ValueError, match=message):
        generate(make_model(), prompts, n)


def test_top_k_above_the_vocabulary_draws_from_all():
    model = make_model()
    everything = generate(model, PROMPTS, 3, Sampling(), seed=1)
    assert generate(model, PROMPTS, 3, Sampling(top_k=V + 1), seed=1) == everything
