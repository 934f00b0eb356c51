"""The decoder on one page is the Llama of the library: same weights, same logits, same texts."""

from pathlib import Path

import pytest
import torch
import torch.nn.functional as F

from benchmarks.smollm2 import transformers_llama
from course_lib import decoder_on_one_page as page
from course_lib.generation.loop import generate
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.pretrained.smollm2 import load_smollm2, load_smollm2_tokenizer

SMALL = page.Sizes(
    vocab_size=97, d_model=24, n_layers=3, n_heads=6, n_kv_heads=2, d_ff=40, rope_base=500.0
)


@pytest.fixture(scope="module")
def decoder():
    torch.manual_seed(0)
    return page.Llama(SMALL)


@pytest.fixture(scope="module")
def llama(decoder):
    model = Llama(LlamaConfig(**vars(SMALL), context_length=64, tied=True))
    model.load_state_dict(decoder.state_dict())
    return model


@pytest.fixture
def token_ids():
    return torch.randint(97, (2, 11), generator=torch.Generator().manual_seed(1))


def test_the_page_is_a_page():
    text = Path(page.__file__).read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    assert "course_lib" not in text  # no other file need be opened


def test_logits_and_gradients_are_those_of_the_modular_llama(decoder, llama, token_ids):
    decoder, llama = decoder.double(), llama.double()
    ours, theirs = decoder(token_ids), llama(token_ids)
    torch.testing.assert_close(ours, theirs, rtol=0, atol=1e-6)
    ours.square().sum().backward()
    theirs.square().sum().backward()
    expected = dict(llama.named_parameters())
    for name, weight in decoder.named_parameters():
        torch.testing.assert_close(weight.grad, expected[name].grad, rtol=0, atol=1e-6, msg=name)


def test_the_cache_changes_nothing(decoder, token_ids):
    cache = [{} for _ in decoder.layers]
    parts = [decoder(part, cache) for part in token_ids.split([4, 1, 6], dim=1)]
    torch.testing.assert_close(torch.cat(parts, dim=1), decoder(token_ids))


def test_greedy_texts_are_those_of_the_modular_llama(decoder, llama, token_ids):
    expected = generate(llama, token_ids.tolist(), max_new_tokens=20)
    assert page.generate(decoder, token_ids, 20).tolist() == expected


def test_a_drawn_token_follows_the_probabilities(decoder):
    torch.manual_seed(0)
    prompts = torch.zeros(4000, 1, dtype=torch.long)
    drawn = page.generate(decoder, prompts, 1, temperature=0.05)[:, 1]
    with torch.no_grad():
        likely = (decoder(prompts[:1])[0, -1] / 0.05).softmax(dim=-1)
    shares = torch.bincount(drawn, minlength=97) / 4000
    assert (shares - likely).abs().max() < 5 * (0.25 / 4000) ** 0.5


def test_training_begins_near_ln_v_and_learns(token_ids):
    torch.manual_seed(0)
    decoder = page.Llama(SMALL)
    optimizer = torch.optim.AdamW(decoder.parameters(), lr=3e-3)
    logits = decoder(token_ids[:, :-1])
    expected = F.cross_entropy(logits.flatten(0, 1), token_ids[:, 1:].flatten()).item()
    losses = [page.train_step(decoder, optimizer, token_ids) for _ in range(150)]
    assert losses[0] == pytest.approx(expected)
    assert losses[0] == pytest.approx(torch.tensor(97.0).log().item(), abs=0.05)
    assert losses[-1] < 0.1


def test_smollm2_runs_on_the_page(full):
    model, tokenizer = load_smollm2(), load_smollm2_tokenizer()
    decoder = page.Llama(page.Sizes())
    decoder.load_state_dict(model.state_dict())
    prompt = tokenizer.encode("<|im_start|>The capital of France is")
    ids, n_new = torch.tensor([prompt]), 200 if full else 30
    with torch.no_grad():
        assert "Paris" in tokenizer.decode(page.generate(decoder, ids, 2)[0].tolist())
        torch.testing.assert_close(decoder.double()(ids), model.double()(ids), rtol=0, atol=1e-6)
    decoder, model = decoder.float(), model.float()
    written = page.generate(decoder, ids, n_new)
    assert written.tolist() == generate(model, [prompt], n_new)
    theirs = transformers_llama(model).generate(ids, max_new_tokens=n_new, do_sample=False)
    assert written.tolist() == theirs.tolist()
