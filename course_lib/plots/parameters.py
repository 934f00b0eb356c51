"""Where the parameters of a model are."""

from collections.abc import Mapping

import matplotlib
from matplotlib.axes import Axes

from course_lib.plots.canvas import COLOUR_MAP, new_axes


def plot_parameter_shares(breakdown: Mapping[str, int], ax: Axes | None = None) -> Axes:
    """Draw a bar for each part of a model, labelled with its share and its exact count."""
    if ax is None:
        ax = new_axes(width=5.2, height=1.0 + 0.5 * len(breakdown))
    total = sum(breakdown.values())
    shares = [100 * count / total for count in breakdown.values()]
    parts = [part.replace("_", "-") for part in breakdown]
    bars = ax.barh(parts, shares, color=matplotlib.colormaps[COLOUR_MAP](0.3))
    labels = [
        f"{share:.3g} %\n{count:,}" for share, count in zip(shares, breakdown.values(), strict=True)
    ]
    ax.bar_label(bars, labels=labels, padding=4)
    ax.set_xlim(0, 1.5 * max(shares))
    ax.invert_yaxis()
    ax.set_xlabel(f"share of {total:,} parameters, %")
    ax.set_ylabel("part of the model")
    ax.set_label(describe_parameter_shares(breakdown))
    return ax


def describe_parameter_shares(breakdown: Mapping[str, int]) -> str:
    """State the share of each part, the largest first.

    >>> describe_parameter_shares({"embedding": 25, "attention": 75})
    '100 parameters: attention 75 %, embedding 25 %.'
    """
    total = sum(breakdown.values())
    by_size = sorted(breakdown.items(), key=lambda part: -part[1])
    shares = [f"{name} {100 * count / total:.3g} %" for name, count in by_size]
    return f"{total:,} parameters: {', '.join(shares)}."
