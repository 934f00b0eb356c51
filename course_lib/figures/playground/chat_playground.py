"""A conversation with the model, and what of it the model reads: the template's marks among it.

Conversations are computed beforehand; where the page has a live model (the site's
``live_model.js``) the reader goes on with one, or begins another.
"""

import html
from collections.abc import Mapping, Sequence
from typing import Any

import traitlets

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source
from course_lib.figures.playground.playground import named
from course_lib.generation.chat_template import Message, encode_chat
from course_lib.generation.conversation import Conversation


class ChatPlayground(MovableFigure):
    """A chat, and the tokens that the model was given for its last answer.

    ``conversations`` maps a title to its messages, the last of which is a question; each is put to
    ``asked`` anew, whose sampling and length of answers the page keeps to.
    """

    name = "chat_playground"
    _esm = module_source("chat_playground")
    _css = style_source("chat_playground")

    conversations = traitlets.List(traitlets.Dict()).tag(sync=True)
    selected = traitlets.Int(0, help="which of the conversations").tag(sync=True)
    template = traitlets.Unicode().tag(sync=True)
    sampling = traitlets.Dict().tag(sync=True)
    stop_id = traitlets.Int().tag(sync=True)
    special_ids = traitlets.List(traitlets.Int()).tag(sync=True)
    max_new_tokens = traitlets.Int().tag(sync=True)

    def __init__(
        self,
        asked: Conversation,
        conversations: Mapping[str, Sequence[Message]],
        *,
        caption: str = "",
    ) -> None:
        sampling = asked.sampling
        top_k = asked.model.config.vocab_size if sampling.top_k is None else sampling.top_k
        super().__init__(
            conversations=[
                {"title": title, **answered(asked, messages)}
                for title, messages in conversations.items()
            ],
            template=asked.template,
            sampling={
                "temperature": sampling.temperature,
                "top_k": top_k,
                "top_p": sampling.top_p,
                "min_p": sampling.min_p,
            },
            stop_id=asked.stop_id,
            special_ids=sorted(asked.tokenizer.special_tokens.values()),
            max_new_tokens=asked.max_new_tokens,
            caption=caption,
        )

    def still_html(self) -> str:
        """The first conversation as paragraphs, and as the model read it."""
        first = self.conversations[0]
        said = [*first["messages"], {"role": "assistant", "content": first["answer"]}]
        lines = "".join(
            f"<p><strong>{it['role']}:</strong> {html.escape(it['content'])}</p>" for it in said
        )
        read = html.escape("".join(token["text"] for token in first["tokens"]))
        return f"{lines}<p>What the model read before it answered:</p><pre>{read}</pre>"


def answered(asked: Conversation, messages: Sequence[Message]) -> dict[str, Any]:
    """Return messages, the tokens that the model reads for them, and its answer."""
    ids = encode_chat(asked.tokenizer, asked.template, messages)
    tokens = named(asked.tokenizer, ids)
    return {"messages": list(messages), "tokens": tokens, "answer": "".join(asked.answer(ids))}
