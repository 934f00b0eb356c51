"""Attention for a single query, every number on its way from the keys to the output.

Shapes: S keys, D width of query and keys, W width of the values.
"""

import math
from collections.abc import Sequence

from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.patches import FancyBboxPatch
from torch import Tensor

from course_lib.layers.attention import scaled_dot_product_attention
from course_lib.plots.canvas import new_axes

INK, MARK = "#1f1f1f", (0.98, 0.78, 0.25)
FRAME = {"facecolor": "none", "edgecolor": INK, "linestyle": "--", "zorder": 0}
STEP = 1.0  # from one row of boxes to the next


def plot_one_query(
    query: Float[Tensor, "D"],
    keys: Float[Tensor, "S D"],
    values: Float[Tensor, "S W"],
    tokens: Sequence[str],
    ax: Axes | None = None,
) -> Axes:
    """Draw one column a key and one row a step: score, scale, softmax, weigh the value, add up.

    A box is marked, and an arrow is wide, as far as its key has weight.
    """
    if ax is None:
        ax = new_axes(width=1.3 + 0.95 * len(tokens), height=5.6)
    rows = one_query(query, keys, values)
    weights, is_weighted = rows["weight"].tolist(), False
    for row, (name, numbers) in enumerate(rows.items()):
        y, is_weighted = -row * STEP, is_weighted or name == "weight"
        ax.text(-0.62, y, _operation(name, query), va="center", ha="right")
        if name == "weight":  # of all keys together
            _band(ax, y, len(tokens))
        for column, number in enumerate(numbers):
            amount = weights[column] if is_weighted else 0.0
            _box(ax, float(column), y, _written(number), amount)
            if name == "value":
                ax.text(column, y + STEP / 2, "×", ha="center", va="center")
            elif row:
                _arrow(
                    ax,
                    (float(column), y + STEP),
                    (float(column), y),
                    amount if name != "weight" else 0.0,
                )
    middle, bottom = (len(tokens) - 1) / 2, -len(rows) * STEP
    for column, weight in enumerate(weights):
        _arrow(ax, (float(column), bottom + STEP), (middle, bottom), weight)
        ax.text(column, 0.55, tokens[column], ha="center", weight="bold", parse_math=False)
    output = rows["weight × value"].sum(0)
    ax.text(-0.62, bottom, "sum: output", va="center", ha="right")
    _box(ax, middle, bottom, _written(output), 1.0)
    ax.set_xlim(-2.05, len(tokens) - 0.45)
    ax.set_ylim(bottom - 0.4, 0.85)
    ax.axis("off")
    ax.set_label(describe_one_query(query, keys, values, tokens))
    return ax


def one_query(
    query: Float[Tensor, "D"], keys: Float[Tensor, "S D"], values: Float[Tensor, "S W"]
) -> dict[str, Tensor]:
    """Return what each step gives for each key, by the step's name."""
    _, weights = scaled_dot_product_attention(query[None], keys, values)
    scores = keys @ query  # S
    return {
        "key": keys,
        "score": scores,
        "scaled": scores / math.sqrt(len(query)),
        "weight": weights[0],
        "value": values,
        "weight × value": weights[0, :, None] * values,  # S W
    }


def describe_one_query(
    query: Float[Tensor, "D"],
    keys: Float[Tensor, "S D"],
    values: Float[Tensor, "S W"],
    tokens: Sequence[str],
) -> str:
    """State for every key its score, scaled score and weight, and the output.

    >>> import torch
    >>> query, keys = torch.tensor([2.0, 0, 0, 0]), torch.eye(2, 4)
    >>> describe_one_query(query, keys, torch.tensor([[1.0], [0.0]]), ["the", "cat"])
    'The query (2, 0, 0, 0). the: score 2, scaled 1, weight 0.731; cat: score 0, scaled 0, \
weight 0.269. Output: (0.731).'
    """
    rows = one_query(query, keys, values)
    steps = zip(tokens, rows["score"], rows["scaled"], rows["weight"], strict=True)
    each = [
        f"{token}: score {_written(score)}, scaled {_written(scaled)}, weight {_written(weight)}"
        for token, score, scaled, weight in steps
    ]
    output = _written(rows["weight × value"].sum(0))
    return f"The query {_written(query)}. {'; '.join(each)}. Output: {output}."


def _operation(name: str, query: Tensor) -> str:
    return {
        "key": "keys",
        "score": f"· query\n{_written(query)}",
        "scaled": f"÷ √{len(query)}",
        "weight": "softmax of\nthe whole row:\nweights",
        "value": "values",
        "weight × value": "weighted",
    }[name]


def _written(number: Tensor) -> str:
    """A number, or a vector in brackets, in three digits.

    >>> import torch
    >>> _written(torch.tensor([0.0, 8.4379]))
    '(0, 8.44)'
    """
    if number.dim():
        return f"({', '.join(map(_written, number))})"
    return f"{number.item():.3g}"


def _box(ax: Axes, x: float, y: float, text: str, amount: float) -> None:
    red, green, blue = (0.93 + amount * (colour - 0.93) for colour in MARK)
    style = {"boxstyle": "round,pad=0.3", "facecolor": (red, green, blue), "edgecolor": INK}
    ax.text(x, y, text, ha="center", va="center", color=INK, bbox=style, zorder=2)


def _band(ax: Axes, y: float, n_columns: int) -> None:
    """A frame around a whole row."""
    left, width, height = -0.48, n_columns - 0.04, 0.5
    frame = FancyBboxPatch(
        (left, y - height / 2), width, height, boxstyle="round,pad=0,rounding_size=0.1", **FRAME
    )
    ax.add_patch(frame)


def _arrow(ax: Axes, start: tuple[float, float], end: tuple[float, float], amount: float) -> None:
    style = {"arrowstyle": "-|>", "color": INK, "linewidth": 0.8 + 3 * amount}
    style |= {"shrinkA": 11, "shrinkB": 11}
    ax.annotate("", xy=end, xytext=start, arrowprops=style, zorder=1)
