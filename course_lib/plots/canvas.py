"""What the figures share: a new pair of axes, and colours that everybody can tell apart."""

import matplotlib
import matplotlib.pyplot as plt
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

COLOUR_MAP = "cividis"
DASHES = ("-", "--", "-.", ":")


def new_axes(width: float, height: float) -> Axes:
    """Return the Axes of a new figure, its size in inches.

    A figure wider than some five inches has letters that are too small on a phone.
    """
    _, ax = plt.subplots(figsize=(width, height), layout="constrained")
    return ax


def set_line_style(line: Line2D, i: int, n_lines: int) -> None:
    """Give line ``i`` of ``n_lines`` its own shade, dark to mid, and its own dashes."""
    shade = 0.6 * i / max(n_lines - 1, 1)
    line.set_color(matplotlib.colormaps[COLOUR_MAP](shade))
    line.set_linestyle(DASHES[i % len(DASHES)])
