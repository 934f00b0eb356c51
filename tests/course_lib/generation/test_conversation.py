"""Conversations stay within the context, keep what was said, and the door handles its keys."""

import pytest
import torch

from course_lib import chat
from course_lib.generation import conversation as chat_turns
from course_lib.generation.chat_template import encode_chat
from course_lib.generation.conversation import Conversation
from course_lib.generation.loop import generate
from course_lib.generation.sampling import GREEDY
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.tokenization.byte_pair_encoding import BytePairTokenizer

TEMPLATE = (
    "{% for m in messages %}<|im_start|>{{ m.role }}\n{{ m.content }}<|im_end|>\n{% endfor %}"
    "<|im_start|>assistant\n"
)
MARKS = ("<|im_start|>", "<|im_end|>")
SMALL = ["--float32", "--max-new-tokens", "5"]


@pytest.fixture
def tokenizer():
    return BytePairTokenizer.train("you are an assistant, user", 270, special_tokens=MARKS)


@pytest.fixture
def model():
    torch.manual_seed(0)
    sizes = {"vocab_size": 270, "d_model": 12, "n_layers": 1, "n_heads": 3, "n_kv_heads": 1}
    return Llama(LlamaConfig(**sizes, d_ff=10, context_length=150)).requires_grad_(False)


@pytest.fixture
def conversation(model, tokenizer):
    return Conversation(
        model, tokenizer, TEMPLATE, system="Be kind.", sampling=GREEDY, max_new_tokens=5
    )


def speaking(model, *token_ids):
    """Make a model say given tokens in a fixed order, whatever it reads."""
    remaining = list(token_ids)

    def head(hidden):
        logits = torch.zeros(*hidden.shape[:-1], model.config.vocab_size)
        logits[..., remaining.pop(0)] = 100.0
        return logits

    model.lm_head.forward = head


def test_an_answer_is_what_the_model_generates(conversation, model, tokenizer):
    turns = [{"role": "system", "content": "Be kind."}, {"role": "user", "content": "Hello"}]
    prompt = encode_chat(tokenizer, TEMPLATE, turns)
    [expected] = generate(model, [prompt], 5)
    assert "".join(conversation.ask("Hello")) == tokenizer.decode(expected[len(prompt) :])


def test_the_stop_token_ends_an_answer_and_is_not_shown(conversation, model, tokenizer):
    speaking(model, *b"Yes", tokenizer.special_tokens["<|im_end|>"], *b"never said")
    assert list(conversation.ask("Really?")) == ["Y", "e", "s"]
    assert [turn["content"] for turn in conversation.turns] == ["Really?", "Yes"]


def test_the_oldest_turns_are_forgotten_and_the_system_message_stays(conversation):
    for question in ("a" * 30, "b" * 30, "c" * 30):
        list(conversation.ask(question))
    written = conversation.tokenizer.decode(conversation.what_fits(conversation.turns)[0])
    assert "Be kind." in written
    assert "a" * 30 not in written
    assert "c" * 30 in written
    assert conversation.turns[0]["role"] == "user"


def test_a_message_that_is_too_long_is_refused_and_not_kept(conversation):
    list(conversation.ask("short"))
    with pytest.raises(ValueError, match="145 fit beside an answer of 5"):
        list(conversation.ask("long " * 100))
    assert [turn["role"] for turn in conversation.turns] == ["user", "assistant"]
    assert conversation.turns[0]["content"] == "short"


def test_every_answer_draws_other_numbers_also_after_turns_were_forgotten(
    conversation, monkeypatch
):
    seeds = []

    def remembered(*arguments, seed, **settings):
        seeds.append(seed)
        return iter(b"No.")

    monkeypatch.setattr(chat_turns, "stream", remembered)
    for question in ("a" * 30, "b" * 30, "c" * 30, "d" * 30, "e" * 30):
        list(conversation.ask(question))
    assert len(conversation.turns) < 10
    assert len(set(seeds)) == 5


def test_an_answer_that_is_broken_off_is_kept_so_far(conversation, model):
    speaking(model, *b"To be")
    answer = conversation.ask("Say it")
    assert next(answer) + next(answer) == "To"
    answer.close()
    assert conversation.turns[-1] == {"role": "assistant", "content": "To"}


@pytest.mark.parametrize("length", [0, 150])
def test_an_answer_of_impossible_length_is_refused(model, tokenizer, length):
    with pytest.raises(ValueError, match=f"context of 150; got {length}"):
        Conversation(model, tokenizer, TEMPLATE, max_new_tokens=length)


class TestDoor:
    @pytest.fixture(autouse=True)
    def small_model(self, model, tokenizer, monkeypatch):
        monkeypatch.setattr(chat, "load_smollm2", lambda: model)
        monkeypatch.setattr(chat, "load_smollm2_tokenizer", lambda: tokenizer)
        monkeypatch.setattr(chat, "load_smollm2_template", lambda: TEMPLATE)

    @pytest.fixture
    def typed(self, monkeypatch):
        def type_lines(*lines):
            waiting = list(lines)

            def read(prompt):
                line = waiting.pop(0) if waiting else EOFError
                if isinstance(line, str):
                    return line
                raise line

            monkeypatch.setattr("builtins.input", read)

        return type_lines

    def test_one_prompt_one_answer(self, model, tokenizer, capsys):
        speaking(model, *b"Hi!", tokenizer.special_tokens["<|im_end|>"])
        chat.main([*SMALL, "--prompt", "Hello"])
        assert capsys.readouterr().out == "Hi!\n"

    def test_a_dialogue_until_the_input_ends(self, model, tokenizer, typed, capsys):
        end = tokenizer.special_tokens["<|im_end|>"]
        speaking(model, *b"One", end, *b"Two", end)
        typed("first", "", "second")
        chat.main(SMALL)
        assert capsys.readouterr().out == f"{chat.GREETING}One\nTwo\n\n"

    def test_ctrl_c_breaks_an_answer_off_and_then_the_chat(self, model, typed, capsys, monkeypatch):
        def interrupted(*arguments, **settings):
            raise KeyboardInterrupt

        monkeypatch.setattr(model, "hidden_states", interrupted)
        typed("first", KeyboardInterrupt, "never read")
        chat.main(SMALL)
        assert capsys.readouterr().out == f"{chat.GREETING} …\n\n"

    def test_a_message_that_is_too_long_does_not_end_the_chat(self, typed, capsys):
        typed("long " * 100, "hello")
        chat.main(SMALL)
        assert "shorten it" in capsys.readouterr().out

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (["--temperature", "-1"], "temperature must be 0"),
            (["--top-p", "0"], "top_p must lie in"),
            (["--top-k", "0"], "top_k must be 1"),
            (["--max-new-tokens", "0"], "max_new_tokens must be 1"),
        ],
    )
    def test_wrong_options_say_what_was_expected(self, options, message, capsys):
        with pytest.raises(SystemExit) as stop:
            chat.main([*SMALL, "--prompt", "x", *options])
        assert stop.value.code == 2
        assert message in capsys.readouterr().err

    def test_help(self, capsys):
        with pytest.raises(SystemExit):
            chat.main(["--help"])
        assert "--temperature" in capsys.readouterr().out
