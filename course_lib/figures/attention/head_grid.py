"""The heads of attention layers side by side: pick a layer, a head and a query.

Small maps show all heads of the chosen layer; the chosen head is shown large, with its numbers.
The page gets one byte a weight, 255 for 1, so a weight is exact to 0.2 percentage points.

Shapes: L layers, H heads, T tokens.
"""

import base64
from collections.abc import Mapping, Sequence
from typing import Any

import torch
import traitlets
from jaxtyping import Float
from torch import Tensor

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source
from course_lib.figures.parts.heat_table import heat_table

FULL = 255  # the byte of weight 1


class HeadGrid(MovableFigure):
    """All heads of a layer as small maps, one of them large; layer, head and query to choose.

    ``weights`` is "L H T T", or "H T T" for a single layer: a row is a query, a column is a key.
    ``level`` says what the first axis counts, for example "Layer" or "Training run".
    ``landmarks`` gives names to places worth seeing: name → (layer, head).
    """

    name = "head_grid"
    _esm = module_source("head_grid")
    _css = style_source("head_grid")

    tokens = traitlets.List(traitlets.Unicode()).tag(sync=True)
    heads = traitlets.List(traitlets.List(traitlets.Unicode())).tag(sync=True)
    causal = traitlets.Bool(help="no query reads a later key").tag(sync=True)
    level = traitlets.Unicode("Layer").tag(sync=True)
    layer = traitlets.Int(0).tag(sync=True)
    head = traitlets.Int(0).tag(sync=True)
    row = traitlets.Int(0, help="the query whose weights are read out").tag(sync=True)
    landmarks = traitlets.List().tag(sync=True)

    def __init__(
        self,
        tokens: Sequence[str],
        weights: Any,
        *,
        level: str = "Layer",
        layer: int = 0,
        head: int = 0,
        landmarks: Mapping[str, tuple[int, int]] | None = None,
        caption: str = "",
    ) -> None:
        layers = _layers(weights, len(tokens))  # L H T T
        L, H, T, _ = layers.shape
        places = {"the start": (layer, head), **(landmarks or {})}
        for name, (at_layer, at_head) in places.items():
            if not (0 <= at_layer < L and 0 <= at_head < H):
                raise ValueError(
                    f"{name} is at layer {at_layer}, head {at_head}, but there are {L} layers "
                    f"of {H} heads, counted from 0."
                )
        super().__init__(
            tokens=list(tokens),
            heads=[[_packed(one) for one in heads] for heads in layers],
            causal=bool((layers.triu(1) == 0).all()),
            level=level,
            layer=layer,
            head=head,
            row=T - 1,
            landmarks=[[name, *place] for name, place in (landmarks or {}).items()],
            caption=caption,
        )

    def weights(self) -> Float[Tensor, "T T"]:
        """The weights of the chosen head, as exact as the page has them."""
        packed = bytearray(base64.b64decode(self.heads[self.layer][self.head]))
        return torch.frombuffer(packed, dtype=torch.uint8).view(len(self.tokens), -1) / FULL

    def still_html(self) -> str:
        """The head chosen at the start as a table, in percent."""
        where = f"head {self.head}"
        if len(self.heads) > 1:
            where = f"{self.level} {self.layer}, {where}"
        caption = f"{where}: weights in %. A row is a query, a column is a key."
        weights = self.weights()
        table = heat_table("head-map", caption, self.tokens, self.tokens, weights, self.causal)
        return f'<div class="head-grid">{table}</div>'


def _layers(weights: Any, n_tokens: int) -> Float[Tensor, "L H T T"]:
    layers = torch.as_tensor(weights).detach().float()
    if layers.ndim == 3:
        layers = layers[None]
    if layers.ndim != 4 or layers.shape[2:] != (n_tokens, n_tokens) or not layers.numel():
        raise ValueError(
            f"{n_tokens} tokens need weights of shape (layers, heads, {n_tokens}, {n_tokens}), or "
            f"without layers; got {tuple(torch.as_tensor(weights).shape)}."
        )
    if not ((layers >= 0) & (layers <= 1 + 1e-4)).all():
        raise ValueError("weights must lie between 0 and 1; take the softmax of the scores first.")
    return layers


def _packed(weights: Float[Tensor, "T T"]) -> str:
    levels = (FULL * weights).round().clamp(0, FULL).int()
    return base64.b64encode(bytes(levels.flatten().tolist())).decode("ascii")
