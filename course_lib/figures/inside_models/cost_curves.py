"""What the next token costs after n tokens, in operations or in bytes, as curves over n.

The page gets the counts that each curve is made from and does the rest itself. With a cache the
next token is one query over n keys; without one the whole text is read again.

Letters: n tokens so far, L layers, H query heads, K key/value heads, D head width.
"""

import html
from collections.abc import Mapping
from typing import Any, Literal

import traitlets

from course_lib.accounting.flops import DecoderConfig, attention_flops, matmul_flops_per_token
from course_lib.accounting.memory import attention_score_bytes, kv_cache_bytes, weight_bytes
from course_lib.figures.movable_figure import MovableFigure, module_source, style_source

LONGEST = 2**20


class CostCurves(MovableFigure):
    """Curves of FLOPs or of bytes for the next token; model, n, cache and kernel are the reader's.

    ``models`` maps the names that the reader can choose to configurations of decoders;
    ``selected`` is the one shown first, at its own context length.
    """

    name = "cost_curves"
    _esm = module_source("cost_curves")
    _css = style_source("cost_curves")

    models = traitlets.List(traitlets.Dict()).tag(sync=True)
    selected = traitlets.Unicode(help="a name in models").tag(sync=True)
    n_tokens = traitlets.Int(help="n, the tokens so far").tag(sync=True)
    quantity = traitlets.Enum(("flops", "bytes"), default_value="flops").tag(sync=True)
    cache = traitlets.Enum(("with", "without"), default_value="with").tag(sync=True)
    kernel = traitlets.Enum(("fused", "stored"), default_value="fused").tag(sync=True)

    def __init__(
        self,
        models: Mapping[str, DecoderConfig],
        *,
        selected: str | None = None,
        quantity: Literal["flops", "bytes"] = "flops",
        caption: str = "",
    ) -> None:
        if not models:
            raise ValueError("CostCurves needs at least one model to start from.")
        shown = next(iter(models)) if selected is None else selected
        if shown not in models:
            raise ValueError(f"selected={shown!r} is not a model; choose from {list(models)}.")
        self._configs = dict(models)
        super().__init__(
            models=[{"name": name, **unit_costs(config)} for name, config in models.items()],
            selected=shown,
            n_tokens=min(models[shown].context_length, LONGEST),
            quantity=quantity,
            caption=caption,
        )

    def still_html(self) -> str:
        """The costs of the next token at each model's own context length, as a table."""
        headers = ("context", "FLOPs, matrices", "FLOPs, attention", "bytes of the KV cache")
        head = "".join(f'<th scope="col">{text}</th>' for text in ("model", *headers))
        rows = "".join(_row(name, config) for name, config in self._configs.items())
        return (
            '<div class="figure-scroll"><table class="costs">'
            "<caption>The next token after a full context, with a cache.</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )


def unit_costs(config: DecoderConfig) -> dict[str, Any]:
    """What one token costs, and what one pair of a query and a key costs.

    >>> from course_lib.models.llama import LLAMA_3_8B
    >>> unit_costs(LLAMA_3_8B)["pair_flops"], unit_costs(LLAMA_3_8B)["cache_bytes"]
    (524288, 131072)
    """
    return {
        "context": config.context_length,
        "matrix_flops": matmul_flops_per_token(config),
        "pair_flops": attention_flops(config, n_queries=1, n_keys=1),
        "weight_bytes": weight_bytes(config),
        "cache_bytes": kv_cache_bytes(config, n_tokens=1),
        "score_bytes": attention_score_bytes(config, n_tokens=1),
        "row_bytes": 4 * config.n_heads,  # a fused kernel's one number a row and head, in 32 bits
    }


def _row(name: str, config: DecoderConfig) -> str:
    n, unit = config.context_length, unit_costs(config)
    counts = (n, unit["matrix_flops"], n * unit["pair_flops"], n * unit["cache_bytes"])
    cells = "".join(f"<td>{count:,}</td>" for count in counts)
    return f'<tr><th scope="row">{html.escape(name)}</th>{cells}</tr>'
