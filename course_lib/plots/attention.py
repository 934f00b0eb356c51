"""Attention weights as heatmaps: which token reads which.

Shapes: H heads, T queries, S keys.
"""

import math
from collections.abc import Sequence

import matplotlib.pyplot as plt
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.image import AxesImage
from torch import Tensor

from course_lib.plots.canvas import COLOUR_MAP, new_axes

LARGEST_WITH_NUMBERS = 8
LONGEST_UPRIGHT = 2  # letters


def plot_attention(
    weights: Float[Tensor, "T S"],
    tokens: Sequence[str],
    ax: Axes | None = None,
    queries: Sequence[str] | None = None,
) -> Axes:
    """Draw attention weights: row = query, column = key, first token on top.

    ``tokens`` names the S keys. The T queries are the last T of them, as in cached decoding,
    unless ``queries`` names others, as in cross-attention.
    """
    T, S = weights.shape
    if ax is None:
        side = 0.45 if max(T, S) <= LARGEST_WITH_NUMBERS else 0.3
        ax = new_axes(width=1.9 + side * S, height=1.5 + side * T)
    image = draw_heatmap(ax, weights, tokens, queries or tokens[-T:], float(weights.max()))
    ax.set_xlabel("key: the token that is read")
    ax.set_ylabel("query: the token that reads")
    if max(T, S) <= LARGEST_WITH_NUMBERS:
        write_numbers(ax, weights)
    else:
        ax.figure.colorbar(image, ax=ax, label="attention weight")
    ax.set_label(describe_attention(weights, tokens, queries))
    return ax


def describe_attention(
    weights: Float[Tensor, "T S"], tokens: Sequence[str], queries: Sequence[str] | None = None
) -> str:
    """State for every query which token it reads most.

    >>> import torch
    >>> describe_attention(torch.tensor([[1.0, 0.0], [0.25, 0.75]]), ["the", "cat"])
    'Attention weights, 2 queries by 2 keys. Most weight: the → the 1.00, cat → cat 0.75.'
    """
    T, S = weights.shape
    queries = queries or tokens[-T:]
    largest, places = weights.max(dim=-1)  # T
    most = [
        f"{query} → {tokens[place]} {weight:.2f}"
        for query, place, weight in zip(queries, places.tolist(), largest.tolist(), strict=True)
    ]
    return f"Attention weights, {T} queries by {S} keys. Most weight: {', '.join(most)}."


def plot_attention_heads(weights: Float[Tensor, "H T S"], tokens: Sequence[str]) -> list[Axes]:
    """Draw the heads of one layer side by side on one colour scale; return an Axes for each."""
    H, T, S = weights.shape
    n_columns = math.ceil(math.sqrt(H))
    n_rows = math.ceil(H / n_columns)
    size = (n_columns * (0.8 + 0.3 * S), n_rows * (0.9 + 0.3 * T))
    figure, grid = plt.subplots(
        n_rows, n_columns, figsize=size, squeeze=False, layout="constrained"
    )
    axes = list(grid.flatten())
    for unused in axes[H:]:
        unused.remove()
    largest = float(weights.max())
    images = [
        draw_heatmap(ax, head, tokens, tokens[-T:], largest)
        for ax, head in zip(axes, weights, strict=False)
    ]
    for head, ax in enumerate(axes[:H]):
        ax.set_title(f"head {head}")
        ax.set_xlabel("key")
        ax.set_ylabel("query")
        ax.set_label(f"Head {head}. {describe_attention(weights[head], tokens)}")
    figure.colorbar(images[0], ax=axes[:H], label="attention weight")
    return axes[:H]


def describe_attention_heads(weights: Float[Tensor, "H T S"], tokens: Sequence[str]) -> str:
    """State for every head and every query which token it reads most.

    >>> import torch
    >>> describe_attention_heads(torch.ones(2, 1, 1), ["the"]).split(". ")[3]
    'Head 1'
    """
    heads = [f"Head {h}. {describe_attention(head, tokens)}" for h, head in enumerate(weights)]
    return " ".join(heads)


def draw_heatmap(
    ax: Axes,
    weights: Float[Tensor, "T S"],
    tokens: Sequence[str],
    queries: Sequence[str],
    largest: float,
) -> AxesImage:
    """Draw the weights as colours from 0 to ``largest``, with a token at each row and column."""
    if weights.shape != (len(queries), len(tokens)):
        raise ValueError(
            f"weights of {weights.shape[0]} queries by {weights.shape[1]} keys cannot be labelled "
            f"with {len(queries)} and {len(tokens)} tokens: name each row and each column once"
        )
    table = weights.detach().float().cpu().numpy()  # T S
    image = ax.imshow(table, cmap=COLOUR_MAP, vmin=0, vmax=largest, origin="upper")
    upright = max(map(len, tokens)) <= LONGEST_UPRIGHT
    turned = {} if upright else {"rotation": 45, "ha": "right"}
    ax.set_xticks(range(len(tokens)), list(tokens), parse_math=False, **turned)
    ax.set_yticks(range(len(queries)), list(queries), parse_math=False)
    return image


def write_numbers(ax: Axes, weights: Float[Tensor, "T S"]) -> None:
    """Write each weight into its square, light on dark and dark on light."""
    middle = float(weights.max()) / 2
    for row, line in enumerate(weights.tolist()):
        for column, weight in enumerate(line):
            ink = "black" if weight > middle else "white"
            ax.text(column, row, f"{weight:.2f}", ha="center", va="center", color=ink, size=8)
