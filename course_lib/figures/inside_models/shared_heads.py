"""Query heads that share key/value heads, and what is read to write one token.

The reader moves the number of key/value heads from one for each query head (multi-head) to one for
all (multi-query). Bytes follow from the sizes: the page gets those of each model and multiplies.

Letters: H query heads, K key/value heads, D head width, C model width, L layers, n tokens so far.
"""

import html
from collections.abc import Mapping
from typing import Any

import traitlets

from course_lib.accounting.flops import matmul_parameters
from course_lib.accounting.memory import decode_bytes, kv_cache_bytes
from course_lib.figures.movable_figure import MovableFigure, module_source, style_source
from course_lib.models.llama import LlamaConfig
from course_lib.models.phi3 import Phi3Config

BYTES_PER_NUMBER = 2


class SharedHeads(MovableFigure):
    """Which query head reads which key/value head; K, the text's length and the batch are movable.

    ``models`` maps the names that the reader can choose to configurations of the Llama or Phi-3
    family; ``selected`` is the one shown first, with the K that was published.
    """

    name = "shared_heads"
    _esm = module_source("shared_heads")
    _css = style_source("shared_heads")

    models = traitlets.List(traitlets.Dict()).tag(sync=True)
    selected = traitlets.Unicode(help="a name in models").tag(sync=True)
    n_kv_heads = traitlets.Int(help="K, a divisor of the model's query heads").tag(sync=True)
    head = traitlets.Int(help="the query head that is marked").tag(sync=True)
    n_tokens = traitlets.Int(help="n, the tokens so far in each text").tag(sync=True)
    n_texts = traitlets.Int(1, help="texts that are written at once").tag(sync=True)

    def __init__(
        self,
        models: Mapping[str, LlamaConfig | Phi3Config],
        *,
        selected: str | None = None,
        head: int = 0,
        caption: str = "",
    ) -> None:
        if not models:
            raise ValueError("SharedHeads needs at least one model to start from.")
        shown = next(iter(models)) if selected is None else selected
        if shown not in models:
            raise ValueError(f"selected={shown!r} is not a model; choose from {list(models)}.")
        config = models[shown]
        if not 0 <= head < config.n_heads:
            raise ValueError(f"head={head} is not one of the {config.n_heads} heads of {shown}.")
        self._configs = dict(models)
        super().__init__(
            models=[{"name": name, **head_sizes(config)} for name, config in models.items()],
            selected=shown,
            n_kv_heads=config.n_kv_heads,
            head=head,
            n_tokens=config.context_length,
            caption=caption,
        )

    def still_html(self) -> str:
        """Heads, cache and bytes read of every model, as published, as a table."""
        headers = ("query heads", "key/value heads", "cache, bytes a token", "bytes read a token")
        head = "".join(f'<th scope="col">{text}</th>' for text in ("model", *headers))
        rows = "".join(_row(name, config) for name, config in self._configs.items())
        return (
            '<div class="figure-scroll"><table class="shared-sizes">'
            "<caption>One text, a full context, 16 bits a number.</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )


def head_sizes(config: LlamaConfig | Phi3Config) -> dict[str, Any]:
    """What the page multiplies: bytes of all other matrices, and those that one more K brings.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> sizes = head_sizes(LLAMA_3_8B)
    >>> sizes["other_bytes"] + 8 * sizes["bytes_per_kv_head"] + 8192 * 8 * sizes["cache_bytes"]
    16083058688
    """
    per_kv_head = 2 * config.n_layers * config.d_model * config.d_head  # rows of k_proj and v_proj
    others = matmul_parameters(config) - config.n_kv_heads * per_kv_head
    one_token = kv_cache_bytes(config, 1, bytes_per_number=BYTES_PER_NUMBER)
    return {
        "heads": config.n_heads,
        "published": config.n_kv_heads,
        "context": config.context_length,
        "other_bytes": BYTES_PER_NUMBER * others,
        "bytes_per_kv_head": BYTES_PER_NUMBER * per_kv_head,
        "cache_bytes": one_token // config.n_kv_heads,
    }


def _row(name: str, config: LlamaConfig | Phi3Config) -> str:
    n = config.context_length
    counts = (config.n_heads, config.n_kv_heads, kv_cache_bytes(config, 1), decode_bytes(config, n))
    cells = "".join(f"<td>{count:,}</td>" for count in counts)
    return f'<tr><th scope="row">{html.escape(name)}</th>{cells}</tr>'
