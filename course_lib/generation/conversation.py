"""Conversation: turns with a chat model, kept within its context.

Before each answer the whole conversation is read anew, written by the model's chat template. When
it no longer fits together with the room that the answer needs, the oldest question goes, and its
answer with it; the system message stays. A single question that is too long is refused.
"""

from collections.abc import Generator, Iterator
from itertools import takewhile

from course_lib.generation.chat_template import Message, encode_chat
from course_lib.generation.loop import stream, stream_text
from course_lib.generation.sampling import Sampling
from course_lib.models.decoder import Decoder
from course_lib.tokenization.byte_pair_encoding import BytePairTokenizer

DEFAULT_SAMPLING = Sampling(temperature=0.2, top_p=0.9)


class Conversation:
    """A dialogue with a model; ``ask`` adds a turn and streams the answer.

    >>> from course_lib.models.llama import Llama, LlamaConfig
    >>> model = Llama(LlamaConfig(257, 8, 1, 2, 1, 8, context_length=16))
    >>> tokenizer = BytePairTokenizer.train("", 257, special_tokens=["<end>"])
    >>> template = "{% for m in messages %}{{ m.content }}<end>{% endfor %}"
    >>> chat = Conversation(model, tokenizer, template, stop_token="<end>", max_new_tokens=4)
    >>> answer = "".join(chat.ask("Hello"))
    >>> [turn["role"] for turn in chat.turns]
    ['user', 'assistant']
    """

    def __init__(
        self,
        model: Decoder,
        tokenizer: BytePairTokenizer,
        template: str,
        stop_token: str = "<|im_end|>",
        system: str | None = None,
        sampling: Sampling = DEFAULT_SAMPLING,
        max_new_tokens: int = 256,
        seed: int = 0,
    ):
        context_length = model.config.context_length
        if not 1 <= max_new_tokens < context_length:
            raise ValueError(
                "max_new_tokens must be 1 or more and leave room for a question in the context of "
                f"{context_length}; got {max_new_tokens}"
            )
        self.model, self.tokenizer, self.template = model, tokenizer, template
        self.longest_prompt = context_length - max_new_tokens
        self.stop_id = tokenizer.special_tokens[stop_token]
        self.sampling, self.max_new_tokens, self.seed = sampling, max_new_tokens, seed
        self.system: list[Message] = []
        if system is not None:
            self.system.append({"role": "system", "content": system})
        self.turns: list[Message] = []
        self.n_asked = 0

    def ask(self, question: str) -> Generator[str, None, None]:
        """Yield the answer as it is written; of one that is broken off, what was said is kept.

        A question that is refused changes nothing.
        """
        prompt, self.turns = self.what_fits([*self.turns, {"role": "user", "content": question}])
        self.n_asked += 1
        answer = ""
        try:
            for text in self.answer(prompt):
                answer += text
                yield text
        finally:
            self.turns.append({"role": "assistant", "content": answer})

    def answer(self, prompt: list[int]) -> Iterator[str]:
        """Yield the text that the model adds to a prompt, up to its stop token."""
        seed = self.seed + self.n_asked  # or every answer would draw the same numbers
        new_tokens = stream(
            self.model,
            prompt,
            self.max_new_tokens,
            self.sampling,
            stop_tokens=[self.stop_id],
            seed=seed,
        )
        spoken = takewhile(lambda token_id: token_id != self.stop_id, new_tokens)
        return stream_text(self.tokenizer, spoken)

    def what_fits(self, turns: list[Message]) -> tuple[list[int], list[Message]]:
        """Return the token ids to answer, and the turns in them: the newest that fit."""
        limit = self.longest_prompt
        while True:
            prompt = encode_chat(self.tokenizer, self.template, self.system + turns)
            if len(prompt) <= limit:
                return prompt, turns
            if len(turns) == 1:
                raise ValueError(
                    f"the message makes a prompt of {len(prompt)} tokens; {limit} fit beside an "
                    f"answer of {self.max_new_tokens}: shorten it"
                )
            turns = turns[2:]
