"""The whole way through a decoder, with the numbers of one text: tokens in, the next token out.

Shapes: T tokens, V vocabulary.
"""

from collections.abc import Sequence

import matplotlib.pyplot as plt
from jaxtyping import Float
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from torch import Tensor

from course_lib.plots.attention import draw_heatmap
from course_lib.plots.canvas import COLOUR_MAP

BOX = {"boxstyle": "round", "facecolor": "white", "edgecolor": "grey"}
HEIGHTS = (1.0, 1.7, 1.9, 1.7, 0.5)


def plot_whole_way(
    tokens: Sequence[str],
    ids: Sequence[int],
    rows: Float[Tensor, "T n"],
    weights: Float[Tensor, "T T"],
    candidates: dict[str, float],
) -> Figure:
    """Draw the stations below each other: tokens and ids, rows, attention, probabilities, choice.

    ``rows`` are some features of each token's vector, ``weights`` one head's attention, and
    ``candidates`` the likeliest next tokens with their probabilities, best first.
    """
    figure, axes = plt.subplots(
        len(HEIGHTS), figsize=(5, 8), height_ratios=HEIGHTS, layout="constrained"
    )
    _draw_tokens(axes[0], tokens, ids)
    _draw_rows(axes[1], rows, tokens)
    _draw_attention(axes[2], weights, tokens)
    _draw_candidates(axes[3], candidates)
    _draw_choice(axes[4], next(iter(candidates)))
    axes[0].set_label(describe_whole_way(tokens, ids, candidates))
    return figure


def describe_whole_way(
    tokens: Sequence[str], ids: Sequence[int], candidates: dict[str, float]
) -> str:
    """State what goes in, what comes out, and the stations between.

    >>> describe_whole_way(["a", "b"], [3, 4], {"c": 0.5, "d": 0.25})
    'Tokens a, b become ids 3, 4, rows of numbers, attention and probabilities: c 50 %, d 25 %.'
    """
    outcome = ", ".join(f"{token} {100 * share:.0f} %" for token, share in candidates.items())
    return (
        f"Tokens {', '.join(tokens)} become ids {', '.join(map(str, ids))}, "
        f"rows of numbers, attention and probabilities: {outcome}."
    )


def _draw_tokens(ax: Axes, tokens: Sequence[str], ids: Sequence[int]) -> None:
    ax.set_title("1 · text → tokens → ids", loc="left")
    ax.set_xlim(-0.5, len(tokens) - 0.5)
    ax.set_ylim(0, 2)
    ax.axis("off")
    for place, (token, number) in enumerate(zip(tokens, ids, strict=True)):
        ax.text(
            place, 1.4, token, ha="center", va="center", size="small", bbox=BOX, parse_math=False
        )
        ax.text(place, 0.4, f"{number:,}", ha="center", va="center", size="small")


def _draw_rows(ax: Axes, rows: Float[Tensor, "T n"], tokens: Sequence[str]) -> None:
    ax.set_title(f"2 · ids → rows (the first {rows.shape[1]} numbers of each)", loc="left")
    numbers = rows.detach().float().cpu().numpy()
    largest = abs(numbers).max()
    ax.imshow(numbers, cmap=COLOUR_MAP, vmin=-largest, vmax=largest, aspect="auto")
    ax.set_yticks(range(len(tokens)), list(tokens), parse_math=False)
    ax.set_xticks([])


def _draw_attention(ax: Axes, weights: Float[Tensor, "T T"], tokens: Sequence[str]) -> None:
    ax.set_title("3 · blocks: rows read rows (one head of many)", loc="left")
    draw_heatmap(ax, weights, tokens, tokens, float(weights.max()))
    ax.set_aspect("auto")


def _draw_candidates(ax: Axes, candidates: dict[str, float]) -> None:
    ax.set_title("4 · last row → probabilities", loc="left")
    shares = list(candidates.values())
    bars = ax.barh(range(len(shares)), shares, color=plt.get_cmap(COLOUR_MAP)(0.3))
    ax.set_yticks(range(len(shares)), list(candidates), parse_math=False)
    ax.bar_label(bars, [f"{100 * share:.1f} %" for share in shares], padding=3)
    ax.invert_yaxis()
    ax.set_xlim(0, 1.25 * max(shares))
    ax.set_xticks([])
    ax.spines[["top", "right", "bottom"]].set_visible(False)


def _draw_choice(ax: Axes, chosen: str) -> None:
    ax.set_title("5 · choose one, append it, begin again", loc="left")
    ax.axis("off")
    ax.text(0.02, 0.5, chosen, va="center", bbox=BOX, transform=ax.transAxes, parse_math=False)
