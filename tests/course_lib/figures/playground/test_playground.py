"""Texts and conversations computed beforehand are those of the library."""

import re

import pytest
import torch

from course_lib.figures import ChatPlayground, Playground
from course_lib.figures.playground.playground import SHOWN, distribution_of
from course_lib.generation.conversation import Conversation
from course_lib.generation.sampling import GREEDY
from course_lib.models.llama import Llama
from course_lib.pretrained.smollm2 import (
    load_smollm2,
    load_smollm2_template,
    load_smollm2_tokenizer,
)
from course_lib.tokenization.byte_pair_encoding import BytePairTokenizer

QUESTION = {"role": "user", "content": "What is the capital of France?"}


@pytest.fixture(scope="module")
def model() -> Llama:
    return load_smollm2()


@pytest.fixture(scope="module")
def tokenizer() -> BytePairTokenizer:
    return load_smollm2_tokenizer()


@pytest.fixture(scope="module")
def figure(model, tokenizer) -> Playground:
    return Playground(model, tokenizer, ["The capital of France is"], widths=(2, 1))


def test_the_tree_follows_the_likeliest_tokens(figure, model, tokenizer):
    [example] = figure.examples
    ids = [token["id"] for token in example["prompt"]]
    assert ids == [0, *tokenizer.encode("The capital of France is")]
    root = example["root"]
    children = root["children"]
    assert [child["token"]["id"] for child in children] == root["distribution"]["ids"][:2]
    assert [len(child["children"]) for child in children] == [1, 1]
    for child in children:
        with torch.no_grad():
            logits = model(torch.tensor([[*ids, child["token"]["id"]]]))[0, -1]  # V
        found = child["distribution"]
        assert found["ids"] == logits.topk(SHOWN).indices.tolist()
        falling = (logits - logits.max()).sort(descending=True).values[:SHOWN]
        torch.testing.assert_close(
            torch.tensor(found["logits"][:SHOWN]), falling, atol=1e-3, rtol=0
        )
        assert found["texts"] == [tokenizer.decode([it]) for it in found["ids"]]


def test_equally_likely_tokens_stand_in_order_of_their_ids(tokenizer):
    logits = torch.zeros(49_152)
    assert distribution_of(logits, tokenizer)["ids"] == list(range(SHOWN))


def test_the_still_version_names_the_likeliest_first(figure):
    still = figure.still_html()
    names = re.findall(r'<th scope="row">([^<]*)</th>', still)
    assert names[0] == "␣Paris"
    assert len(names) == SHOWN
    shares = [float(it) for it in re.findall(r"<td>([\d.]+)</td></tr>", still)]
    assert shares == sorted(shares, reverse=True)
    assert 70 < shares[0] < 90


def test_a_conversation_is_answered_as_the_library_answers(model, tokenizer):
    template = load_smollm2_template()

    def conversation() -> Conversation:
        return Conversation(model, tokenizer, template, sampling=GREEDY, max_new_tokens=12)

    figure = ChatPlayground(conversation(), {"one": [QUESTION]})
    [shown] = figure.conversations
    assert shown["answer"] == "".join(conversation().ask(QUESTION["content"]))
    read = "".join(token["text"] for token in shown["tokens"])
    assert read.endswith("<|im_start|>assistant\n")
    assert set(figure.special_ids) == set(tokenizer.special_tokens.values())
    assert figure.sampling == {"temperature": 0.0, "top_k": 49_152, "top_p": 1.0, "min_p": 0.0}
    still = figure.still_html()
    assert "<strong>user:</strong> What is the capital of France?" in still
    assert "&lt;|im_start|&gt;user" in still
