"""Attention weights as a table of colours, with a mask and a scale that the reader can change.

Rows are queries, columns are keys; every row is a softmax over the keys that it may attend to.
The page gets the raw products q·k and recomputes the weights itself.

Shapes: T queries, S keys, D head width.
"""

import math
from collections.abc import Sequence
from typing import Any, Literal

import torch
import traitlets
from jaxtyping import Float
from torch import Tensor

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source
from course_lib.figures.parts.heat_table import heat_table
from course_lib.layers.masks import causal_mask


class AttentionHeatmap(MovableFigure):
    """A heatmap of softmax(scale · q·k / √D), its mask and its scale in the reader's hands.

    ``q`` ("T D") and ``k`` ("S D") are tensors, arrays or nested lists. ``tokens`` labels the
    queries and, unless ``key_tokens`` is given, the keys. ``scale`` multiplies the correct factor
    1/√D: 1 is right, √D means no scaling at all.
    """

    name = "attention_heatmap"
    _esm = module_source("attention_heatmap")
    _css = style_source("attention_heatmap")

    tokens = traitlets.List(traitlets.Unicode()).tag(sync=True)
    key_tokens = traitlets.List(traitlets.Unicode()).tag(sync=True)
    products = traitlets.List(traitlets.List(traitlets.Float())).tag(sync=True)
    width = traitlets.Int(help="D, the head width").tag(sync=True)
    mask = traitlets.Enum(("none", "causal"), default_value="none").tag(sync=True)
    scale = traitlets.Float(1.0, help="multiplier on 1/√D").tag(sync=True)
    row = traitlets.Int(0, help="the query whose weights are read out").tag(sync=True)

    def __init__(
        self,
        tokens: Sequence[str],
        q: Any,
        k: Any,
        *,
        key_tokens: Sequence[str] | None = None,
        mask: Literal["none", "causal"] = "none",
        scale: float = 1.0,
        caption: str = "",
    ) -> None:
        queries, keys = _matrix("q", q), _matrix("k", k)  # T D, S D
        if queries.shape[1] != keys.shape[1]:
            raise ValueError(
                f"q has width {queries.shape[1]} and k has width {keys.shape[1]}; "
                "queries and keys need the same width D."
            )
        key_labels = list(tokens if key_tokens is None else key_tokens)
        _check_labels("tokens", tokens, "queries", len(queries))
        _check_labels("key_tokens", key_labels, "keys", len(keys))
        if mask == "causal" and len(queries) > len(keys):
            raise ValueError(
                f"A causal mask needs at least as many keys as queries, got {len(queries)} queries "
                f"and {len(keys)} keys; use mask='none'."
            )
        if scale <= 0:
            raise ValueError(f"scale must be positive, got {scale}; 1 is the correct setting.")
        super().__init__(
            tokens=list(tokens),
            key_tokens=key_labels,
            products=_rounded(queries @ keys.T),
            width=queries.shape[1],
            mask=mask,
            scale=scale,
            row=len(queries) - 1,
            caption=caption,
        )

    @classmethod
    def from_scores(
        cls, tokens: Sequence[str], scores: Any, width: int, **settings: Any
    ) -> "AttentionHeatmap":
        """The same figure from the products q·k ("T S"), not yet divided by √D, and from D."""
        products = _matrix("scores", scores)
        figure = cls(tokens, products, torch.eye(products.shape[1]), **settings)
        figure.width = width
        return figure

    def weights(self) -> Float[Tensor, "T S"]:
        """The attention weights at the figure's present mask and scale."""
        scores = torch.tensor(self.products) * (self.scale / math.sqrt(self.width))  # T S
        if self.mask == "causal":
            scores = scores.masked_fill(~causal_mask(*scores.shape), -math.inf)
        return scores.softmax(dim=-1)

    def still_html(self) -> str:
        """The weights at the starting state as a table, in percent."""
        return heat_table(
            "heatmap",
            "Attention weights in %. A row is a query, a column is a key.",
            self.tokens,
            self.key_tokens,
            self.weights(),
            causal=self.mask == "causal",
        )


def _matrix(name: str, values: Any) -> Float[Tensor, "rows columns"]:
    matrix = torch.as_tensor(values).detach().double()
    if matrix.ndim != 2 or not matrix.numel():
        raise ValueError(
            f"{name} must be a matrix with at least one row and one column, got shape "
            f"{tuple(matrix.shape)}; pick one sequence and one head, for example {name}[0, 0]."
        )
    if not matrix.isfinite().all():
        raise ValueError(f"{name} holds infinite or undefined values; leave masking to the figure.")
    return matrix


def _check_labels(name: str, labels: Sequence[str], what: str, count: int) -> None:
    if len(labels) != count:
        raise ValueError(f"{len(labels)} {name} for {count} {what}; give one label for each.")


def _rounded(matrix: Float[Tensor, "T S"]) -> list[list[float]]:
    return [[float(f"{value:.6g}") for value in row] for row in matrix.tolist()]
