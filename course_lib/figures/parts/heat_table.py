"""Weights in percent as a plain table, coloured by weight: a row is a query, a column is a key.

Shapes: T queries, S keys.
"""

import html
from collections.abc import Sequence

import torch
from jaxtyping import Float
from torch import Tensor

from course_lib.layers.masks import causal_mask

STRONG = 0.7  # above this weight the cell is dark enough for light ink (and the reverse at night)


def heat_table(
    name: str,
    caption: str,
    queries: Sequence[str],
    keys: Sequence[str],
    weights: Float[Tensor, "T S"],
    causal: bool,
) -> str:
    """The table as HTML; with ``causal`` the keys later than a query show as masked."""
    visible = causal_mask(*weights.shape) if causal else torch.ones_like(weights, dtype=torch.bool)
    header = "".join(f'<th scope="col">{html.escape(key)}</th>' for key in keys)
    rows = "".join(
        f'<tr><th scope="row">{html.escape(query)}</th>{"".join(map(_cell, row, seen))}</tr>'
        for query, row, seen in zip(queries, weights.tolist(), visible.tolist(), strict=True)
    )
    return (
        f'<div class="figure-scroll"><table class="heat-table {name}">'
        f"<caption>{html.escape(caption)}</caption>"
        f"<thead><tr><td></td>{header}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(weight: float, visible: bool) -> str:
    if not visible:
        return '<td class="masked"><span class="figure-hidden">masked</span></td>'
    strong = ' class="strong"' if weight > STRONG else ""
    return f'<td{strong} style="--weight: {weight:.3f}">{100 * weight:.0f}</td>'
