"""Checked drafts: the greedy text, in fewer passes, whatever was drafted."""

import random

import pytest
import torch

from course_lib.generation import loop, prompt_lookup
from course_lib.generation.chat_template import encode_chat
from course_lib.generation.loop import generate
from course_lib.generation.prompt_lookup import (
    Pass,
    accepted,
    draft_from_text,
    generate_by_lookup,
    lookup_passes,
)
from course_lib.models.gpt2 import GPT2, GPT2Config
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.pretrained.smollm2 import (
    load_smollm2,
    load_smollm2_template,
    load_smollm2_tokenizer,
)

V, CONTEXT = 7, 48  # a small vocabulary: its tokens come again and again
LLAMA = LlamaConfig(V, 24, n_layers=2, n_heads=6, n_kv_heads=3, d_ff=20, context_length=CONTEXT)
GPT2_TINY = GPT2Config(V, 24, n_layers=2, n_heads=6, d_ff=20, context_length=CONTEXT)


@pytest.fixture(params=[(name, seed) for name in ("llama", "gpt2") for seed in range(3)])
def model(request):
    name, seed = request.param
    return random_model(name, seed)


def random_model(name="llama", seed=0):
    torch.manual_seed(seed)
    model = Llama(LLAMA) if name == "llama" else GPT2(GPT2_TINY)
    for weight in model.parameters():
        weight.data += 0.3 * torch.randn_like(weight)
    return model.double()


def random_prompt(draw, longest=20):
    return [draw.randrange(V) for _ in range(draw.randint(1, longest))]


def test_the_text_is_the_greedy_one(model):
    draw, helped = random.Random(1), 0
    for _ in range(10):
        prompt, n_new = random_prompt(draw), draw.randint(0, 28)
        n_match, n_draft = draw.randint(1, 4), draw.randint(0, 9)
        ends = {draw.randrange(V)} if draw.random() < 0.5 else set()
        [greedy] = generate(model, [prompt], n_new, stop_tokens=ends)
        passes = list(lookup_passes(model, prompt, n_new, n_match, n_draft, ends))
        assert prompt + [token_id for one in passes for token_id in one.added] == greedy
        helped += sum(one.n_accepted for one in passes)
        assert all(len(one.drafted) <= n_draft for one in passes)
        assert all(1 <= len(one.added) <= len(one.drafted) + 1 for one in passes)
    assert helped > 0


def test_any_drafts_give_the_same_text_and_right_ones_take_few_passes(model):
    prompt, n_new = [3, 1, 4, 1, 5], 24
    [greedy] = generate(model, [prompt], n_new)
    draw = random.Random(2)

    def oracle(text, n_match, n_draft):
        return greedy[len(text) : len(text) + n_draft]

    def noise(text, n_match, n_draft):
        return [draw.randrange(V) for _ in range(n_draft)]

    for drafts, most in ((oracle, -(-n_new // 6)), (noise, n_new)):
        passes = list(lookup_passes(model, prompt, n_new, n_draft=5, draft=drafts))
        assert prompt + [token_id for one in passes for token_id in one.added] == greedy
        assert len(passes) <= most


def test_an_end_token_inside_a_draft_ends_the_text(model):
    prompt = [3, 1, 4, 1, 5]
    [greedy] = generate(model, [prompt], 12)
    end = greedy[8]

    def oracle(text, n_match, n_draft):
        return greedy[len(text) : len(text) + n_draft]

    [one] = lookup_passes(model, prompt, 12, n_draft=11, stop_tokens=[end], draft=oracle)
    assert one.added == greedy[len(prompt) : greedy.index(end, len(prompt)) + 1]
    assert generate_by_lookup(model, [*prompt, end], 1, stop_tokens=[end])[:6] == [*prompt, end]


def test_the_cache_holds_the_text_but_its_newest_token(monkeypatch):
    model, kept = random_model(), []
    original = prompt_lookup.KVCache.forget_after

    def watched(cache, n_tokens):
        original(cache, n_tokens)
        kept.append((n_tokens, {layer.length for layer in cache.layers}, cache.capacity))

    monkeypatch.setattr(prompt_lookup.KVCache, "forget_after", watched)
    n = 5
    for one in lookup_passes(model, [1, 2, 3, 1, 2], 20, 1, 6):
        n += len(one.added)
        assert kept[-1] == (n - 1, {n - 1}, 24)
    assert n == 25


def test_a_text_may_fill_the_context_and_no_more():
    model = random_model()
    prompt = [1, 2, 3, 1, 2]
    fits = CONTEXT - len(prompt) + 1
    [greedy] = generate(model, [prompt], fits)
    assert generate_by_lookup(model, prompt, fits, n_match=1, n_draft=20) == greedy
    with pytest.raises(ValueError, match="do not fit into the context of 48"):
        generate_by_lookup(model, prompt, fits + 1)


def test_a_long_prompt_is_read_in_pieces(model, monkeypatch):
    prompt = [1, 2, 3, 4] * 5
    [greedy] = generate(model, [prompt], 12)
    for chunk in (1, 3, 16):
        monkeypatch.setattr(prompt_lookup, "PREFILL_CHUNK", chunk)
        assert generate_by_lookup(model, prompt, 12) == greedy
    assert loop.PREFILL_CHUNK == 512


@pytest.mark.parametrize(
    ("text", "n_match", "n_draft", "expected"),
    [
        ([1, 2, 3, 4, 1, 2], 2, 9, [3, 4, 1, 2]),
        ([1, 2, 3, 1, 2, 4, 1, 2], 2, 2, [4, 1]),  # the latest place
        ([5, 5, 5], 2, 4, [5]),  # the places may overlap
        ([1, 2, 3], 1, 4, []),
        ([1, 2], 2, 4, []),  # the newest tokens themselves are no match
        ([1, 2, 1], 5, 4, []),
        ([], 1, 4, []),
        ([1, 2, 1], 1, 0, []),
    ],
)
def test_drafts_follow_the_latest_match(text, n_match, n_draft, expected):
    assert draft_from_text(text, n_match, n_draft) == expected


def test_drafts_stand_as_far_as_the_model_agrees():
    assert accepted([5, 6], [5, 6, 7]) == [5, 6, 7]
    assert accepted([5, 6], [9, 6, 7]) == [9]
    assert accepted([], [4]) == [4]
    assert Pass([5, 6, 7], [5, 6, 8]).n_accepted == 2
    assert Pass([5, 6], [5]).n_accepted == 1  # an end token among the drafts
    assert Pass([], [4]).n_accepted == 0


def test_bad_input_is_refused():
    model = random_model()
    with pytest.raises(ValueError, match="n_match = 0 must be at least 1"):
        generate_by_lookup(model, [1], 4, n_match=0)
    with pytest.raises(ValueError, match="n_draft = -1 must be at least 0"):
        generate_by_lookup(model, [1], 4, n_draft=-1)
    with pytest.raises(ValueError, match="max_new_tokens must be 0 or more, got -1"):
        generate_by_lookup(model, [1], -1)
    with pytest.raises(ValueError, match="at least one token"):
        generate_by_lookup(model, [], 4)
    with pytest.raises(ValueError, match="must lie between 0 and 6; found 1 to 9"):
        generate_by_lookup(model, [1, 9], 4)


@pytest.mark.slow
def test_smollm2_writes_its_greedy_text_in_fewer_passes():
    model, tokenizer, template = load_smollm2(), load_smollm2_tokenizer(), load_smollm2_template()
    [end] = tokenizer.encode("<|im_end|>", with_special_tokens=True)
    passage = "It was going to be a warm day, so we opened the windows and made a pot of tea."
    questions = {
        f"Repeat this text word for word:\n\n{passage}": True,
        f"Correct the spelling: {passage.replace('warm', 'wram')}": True,
        "Why is the sky blue?": False,
        "Write a poem about the sea.": False,
        "Name five animals of the forest.": False,
    }
    for question, helps in questions.items():
        prompt = encode_chat(tokenizer, template, [{"role": "user", "content": question}])
        [greedy] = generate(model, [prompt], 24, stop_tokens=[end])
        passes = list(lookup_passes(model, prompt, 24, stop_tokens=[end]))
        assert prompt + [token_id for one in passes for token_id in one.added] == greedy
        if helps:
            assert len(passes) < (len(greedy) - len(prompt)) / 2
