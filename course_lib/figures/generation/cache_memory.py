"""What a model's weights and its KV cache take of a card's memory, and how long a text may become.

The page gets the bytes of the weights and of one token in the cache, both in 16 bits, and does the
rest itself; a test holds them to :mod:`course_lib.accounting.memory`.
"""

import html
from collections.abc import Mapping
from typing import Any

import traitlets

from course_lib.accounting.flops import DecoderConfig
from course_lib.accounting.memory import kv_cache_bytes, weight_bytes
from course_lib.figures.movable_figure import MovableFigure, module_source, style_source

CARDS = {"24": 24 * 10**9, "80": 80 * 10**9, "640": 640 * 10**9}  # bytes of memory


class CacheMemory(MovableFigure):
    """Weights and cache on a card; model, card, texts, tokens and bits are the reader's.

    ``models`` maps the names that the reader can choose to configurations of decoders;
    ``selected`` is the one shown first, with one text of its own context length.
    """

    name = "cache_memory"
    _esm = module_source("cache_memory")
    _css = style_source("cache_memory")

    models = traitlets.List(traitlets.Dict()).tag(sync=True)
    selected = traitlets.Unicode(help="a name in models").tag(sync=True)
    n_tokens = traitlets.Int(help="tokens of each text").tag(sync=True)
    n_texts = traitlets.Int(1, help="texts at once").tag(sync=True)
    cache_bits = traitlets.Enum(("16", "8"), default_value="16").tag(sync=True)
    card = traitlets.Enum(tuple(CARDS), default_value="24", help="gigabytes").tag(sync=True)

    def __init__(
        self, models: Mapping[str, DecoderConfig], *, selected: str | None = None, caption: str = ""
    ) -> None:
        if not models:
            raise ValueError("CacheMemory needs at least one model to start from.")
        shown = next(iter(models)) if selected is None else selected
        if shown not in models:
            raise ValueError(f"selected={shown!r} is not a model; choose from {list(models)}.")
        super().__init__(
            models=[{"name": name, **unit_bytes(config)} for name, config in models.items()],
            selected=shown,
            n_tokens=models[shown].context_length,
            caption=caption,
        )

    def still_html(self) -> str:
        """Weights, cache of a text, and the longest text on the card, as a table."""
        headers = (
            "model",
            "weights, bytes",
            "cache of a token, bytes",
            "tokens beside the weights",
        )
        head = "".join(f'<th scope="col">{text}</th>' for text in headers)
        rows = "".join(
            f'<tr><th scope="row">{html.escape(model["name"])}</th>'
            f"<td>{model['weight_bytes']:,}</td><td>{model['token_bytes']:,}</td>"
            f"<td>{self.longest(model):,}</td></tr>"
            for model in self.models
        )
        caption = f"On a card of {self.card} GB, one text, 16 bits a number"
        return (
            f'<div class="figure-scroll"><table class="cache-still"><caption>{caption}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def longest(self, model: Mapping[str, Any]) -> int:
        """How many tokens of one text fit beside a model's weights; none where they do not fit."""
        return max((CARDS[self.card] - model["weight_bytes"]) // model["token_bytes"], 0)


def unit_bytes(config: DecoderConfig) -> dict[str, int]:
    """Bytes of the weights and of one token in the cache, in 16 bits, and the model's context.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> unit_bytes(LLAMA_3_8B)["token_bytes"]
    131072
    """
    return {
        "context": config.context_length,
        "weight_bytes": weight_bytes(config),
        "token_bytes": kv_cache_bytes(config, n_tokens=1),
    }
