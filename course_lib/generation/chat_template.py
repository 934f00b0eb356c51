"""Chat template: a conversation written as one text, the form on which a model was trained.

A template is a small Jinja program that comes with the weights. SmolLM2's writes

    <|im_start|>user
    What is a token?<|im_end|>
    <|im_start|>assistant

and the model goes on from there until it says ``<|im_end|>`` itself. The two marks are single
special tokens. Only the template may set them: what a person types is spelled out letter by
letter, so nobody can speak in another's name.
"""

from collections.abc import Sequence
from typing import TypedDict

import regex
from jinja2 import StrictUndefined
from jinja2.exceptions import TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from course_lib.tokenization.byte_pair_encoding import BytePairTokenizer

# Private characters of Unicode: a number between them holds the place of a message's content.
OPEN, CLOSE = "\ue000", "\ue001"


class Message(TypedDict):
    """One turn; the role is ``system``, ``user`` or ``assistant``.

    >>> Message(role="user", content="What is a token?")["role"]
    'user'
    """

    role: str
    content: str


def render_chat(template: str, messages: Sequence[Message]) -> str:
    """Write a conversation as text, up to the point where the assistant is to speak.

    >>> template = "{% for m in messages %}<{{ m.role }}>{{ m.content }}{% endfor %}<assistant>"
    >>> render_chat(template, [{"role": "user", "content": "Hello"}])
    '<user>Hello<assistant>'

    A name that is not defined here, such as ``bos_token``, is refused: it would vanish.
    """
    # A template is a program from elsewhere: in the sandbox it can reach nothing but its messages.
    environment = ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined
    )
    try:
        program = environment.from_string(template)
        return program.render(messages=list(messages), add_generation_prompt=True)
    except TemplateError as error:
        raise ValueError(f"the chat template does not run: {error}") from error


def encode_chat(
    tokenizer: BytePairTokenizer, template: str, messages: Sequence[Message]
) -> list[int]:
    """Return the token ids of a conversation; special tokens come from the template alone.

    >>> tokenizer = BytePairTokenizer.train("", 258, special_tokens=["<user>", "<model>"])
    >>> template = "{% for m in messages %}<user>{{ m.content }}{% endfor %}<model>"
    >>> encode_chat(tokenizer, template, [{"role": "user", "content": "a<"}])
    [256, 97, 60, 257]
    """
    if not messages:
        raise ValueError("a conversation needs at least one message")
    held: list[Message] = [
        {"role": message["role"], "content": f"{OPEN}{i}{CLOSE}"}
        for i, message in enumerate(messages)
    ]
    pieces = regex.split(f"{OPEN}([0-9]+){CLOSE}", render_chat(template, held))
    token_ids: list[int] = []
    for i, piece in enumerate(pieces):
        if i % 2 == 0:
            token_ids += tokenizer.encode(piece, with_special_tokens=True)
        else:
            token_ids += tokenizer.encode(messages[int(piece)]["content"])
    return token_ids
