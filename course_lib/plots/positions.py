"""Positions as a model sees them: encodings that are added, and angles that rotate.

Shapes: T positions, C model width, P = D / 2 pairs of features of one head.
"""

import math

import torch
from jaxtyping import Float
from matplotlib.axes import Axes
from torch import Tensor

from course_lib.plots.canvas import COLOUR_MAP, new_axes, set_line_style

MOST_LINES = 4


def plot_positions(encoding: Float[Tensor, "T C"], ax: Axes | None = None) -> Axes:
    """Draw what is added to each token: row = position, column = feature."""
    if ax is None:
        ax = new_axes(width=5.2, height=3.6)
    largest = float(encoding.abs().max())
    table = encoding.detach().float().cpu().numpy()  # T C
    image = ax.imshow(table, cmap=COLOUR_MAP, vmin=-largest, vmax=largest, aspect="auto")
    ax.set_xlabel("feature")
    ax.set_ylabel("position")
    ax.figure.colorbar(image, ax=ax, label="value")
    ax.set_label(describe_positions(encoding))
    return ax


def describe_positions(encoding: Float[Tensor, "T C"]) -> str:
    """State the range of an encoding, and how fast its first and its last feature change.

    >>> describe_positions(torch.tensor([[1.0, 1.0], [-1.0, 1.0], [1.0, 0.5]]))
    'Positional encoding, 3 positions by 2 features, values from -1.00 to 1.00. From the first \
position to the last, feature 0 changes sign 2 times, feature 1 changes sign 0 times.'
    """
    T, C = encoding.shape
    changes = encoding.sign().diff(dim=0).ne(0).sum(dim=0).tolist()  # C
    low, high = float(encoding.min()), float(encoding.max())
    return (
        f"Positional encoding, {T} positions by {C} features, values from {low:.2f} to {high:.2f}. "
        f"From the first position to the last, feature 0 changes sign {changes[0]} times, "
        f"feature {C - 1} changes sign {changes[-1]} times."
    )


def plot_rotary_angles(angles: Float[Tensor, "T P"], ax: Axes | None = None) -> Axes:
    """Draw the rotation of some feature pairs over the positions, the fastest to the slowest."""
    if ax is None:
        ax = new_axes(width=5.2, height=3.5)
    pairs = some_pairs(angles)
    for i, pair in enumerate(pairs):
        cosine = angles[:, pair].detach().float().cpu().cos().numpy()  # T
        label = f"pair {pair}: a turn every {turn_length(angles, pair):,.1f} tokens"
        [line] = ax.plot(cosine, label=label)
        set_line_style(line, i, len(pairs))
    ax.set_xlabel("position")
    ax.set_ylabel("cosine of the angle")
    ax.legend(loc="upper left", bbox_to_anchor=(0, -0.2), frameon=False)
    ax.set_label(describe_rotary_angles(angles))
    return ax


def describe_rotary_angles(angles: Float[Tensor, "T P"]) -> str:
    """State after how many tokens some feature pairs have turned once.

    >>> describe_rotary_angles(torch.tensor([[0.0, 0.0], [math.pi, 0.01]]))
    'Rotary angles of 2 feature pairs over 2 positions. A full turn takes pair 0 2.0 tokens, \
pair 1 628.3 tokens.'
    """
    T, P = angles.shape
    turns = [f"pair {p} {turn_length(angles, p):,.1f} tokens" for p in some_pairs(angles)]
    return (
        f"Rotary angles of {P} feature pairs over {T} positions. "
        f"A full turn takes {', '.join(turns)}."
    )


def some_pairs(angles: Float[Tensor, "T P"]) -> list[int]:
    """Choose at most four feature pairs, evenly spread, the first and the last among them.

    >>> some_pairs(torch.zeros(5, 32))
    [0, 10, 20, 31]
    """
    P = angles.shape[1]
    spread = torch.linspace(0, P - 1, min(P, MOST_LINES), dtype=torch.float64)
    return spread.int().tolist()


def turn_length(angles: Float[Tensor, "T P"], pair: int) -> float:
    """Return the number of tokens in which a feature pair turns once.

    >>> round(turn_length(torch.tensor([[0.0], [math.pi / 2]]), pair=0), 3)
    4.0
    """
    return 2 * math.pi / float(angles[1, pair] - angles[0, pair])
