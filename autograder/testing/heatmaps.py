"""What the eye sees in a heat map, read from the figure without looking at pixels.

Every cell and every tick label is placed where the screen shows it. So it does not matter whether
a picture was made with `imshow` or `pcolormesh`, and with which origin, limits or axis direction.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Unpack

import numpy as np
from torch import Tensor

from autograder.testing.calls import call
from autograder.testing.failure import Advice, CheckFailed

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis


OPEN_BEFORE = "open before the call"
"""The label of the figure that is open when a student's function begins to draw."""


@dataclass(frozen=True)
class Heatmap:
    """A heat map as plain data: rows from the top, columns from the left."""

    values: list[list[float]]
    colours: list[list[str]]
    row_labels: list[str]
    column_labels: list[str]
    rows_name: str
    columns_name: str
    in_own_figure: bool


def read_heatmap(
    plot: Callable[[Tensor, list[str]], "Axes"],
    weights: Tensor,
    tokens: Sequence[str],
    **advice: Unpack[Advice],
) -> Heatmap:
    """Let a student's function draw while another figure is open; read the Axes that it returns.

    >>> from matplotlib import pyplot
    >>> def plot(weights, tokens):
    ...     axes = pyplot.figure().add_subplot()
    ...     axes.imshow(weights)
    ...     axes.set_xticks([0, 1], tokens)
    ...     return axes
    >>> import torch
    >>> read_heatmap(plot, torch.tensor([[1.0, 0.0], [0.5, 0.5]]), ["a", "b"]).values
    [[1.0, 0.0], [0.5, 0.5]]
    """
    from matplotlib import pyplot

    earlier = pyplot.get_fignums()
    pyplot.figure(label=OPEN_BEFORE)
    try:
        axes = call(plot, weights, list(tokens), **advice)
        _require_axes(axes, advice)
        return _read(axes, advice)
    finally:
        for number in set(pyplot.get_fignums()) - set(earlier):
            pyplot.close(number)


def _require_axes(axes: object, advice: Advice) -> None:
    from matplotlib.axes import Axes

    if not isinstance(axes, Axes):
        came = type(axes).__name__
        raise CheckFailed("wrong kind of result", expected="the Axes", got=came, **advice)


def _read(axes: "Axes", advice: Advice) -> Heatmap:
    values, colours, x, y = _cells(axes, advice)
    columns, across = np.unique(x.round(3), return_inverse=True)
    rows, up = np.unique(y.round(3), return_inverse=True)  # the screen's y grows upward
    place, size = (-1 - up, across), (len(rows), len(columns))
    return Heatmap(
        values=_table(values, place, size),
        colours=_table(colours, place, size),
        row_labels=_labels(axes, axes.yaxis, rows[::-1]),
        column_labels=_labels(axes, axes.xaxis, columns),
        rows_name=axes.get_ylabel(),
        columns_name=axes.get_xlabel(),
        in_own_figure=axes.figure.get_label() != OPEN_BEFORE,
    )


def _table(cells: Sequence, place: tuple[np.ndarray, np.ndarray], size: tuple[int, int]) -> list:
    table = np.full(size, None, dtype=object)
    table[place] = cells
    return table.tolist()


def _cells(axes: "Axes", advice: Advice) -> tuple[list[float], list[str], np.ndarray, np.ndarray]:
    """Value, colour and place on the screen, x and y, of every cell."""
    from matplotlib.colors import to_hex

    meshes = [mesh for mesh in axes.collections if hasattr(mesh, "get_coordinates")]
    pictures = [*axes.images, *meshes]
    if len(pictures) != 1:
        expected, came = "one image or mesh in the Axes", str(len(pictures))
        raise CheckFailed("no heat map found", expected=expected, got=came, **advice)
    picture = pictures[0]
    values, centres = _mesh(picture) if meshes else _image(picture)
    if values.shape != centres.shape[:2]:
        came = f"an array of shape {values.shape}"
        raise CheckFailed("no heat map", expected="one number a cell", got=came, **advice)
    axes.autoscale_view()  # matplotlib leaves this until it draws
    x, y = axes.transData.transform(centres.reshape(-1, 2)).T
    if not all(map(axes.bbox.contains, x, y)):
        raise CheckFailed("some cells lie outside the limits of the axes", **advice)
    colours = [to_hex(colour) for colour in picture.to_rgba(values).reshape(-1, 4)]
    return values.ravel().tolist(), colours, x, y


def _image(image) -> tuple[np.ndarray, np.ndarray]:
    values = np.ma.filled(np.ma.asarray(image.get_array(), dtype=float), np.nan)
    left, right, bottom, top = image.get_extent()
    first, last = (top, bottom) if image.origin == "upper" else (bottom, top)
    x = left + (right - left) * (np.arange(values.shape[1]) + 0.5) / values.shape[1]
    y = first + (last - first) * (np.arange(values.shape[0]) + 0.5) / values.shape[0]
    return values, np.stack(np.meshgrid(x, y), axis=-1)


def _mesh(mesh) -> tuple[np.ndarray, np.ndarray]:
    corners = np.asarray(mesh.get_coordinates(), dtype=float)
    values = np.ma.filled(np.ma.asarray(mesh.get_array(), dtype=float), np.nan)
    centres = (corners[1:, 1:] + corners[:-1, :-1] + corners[1:, :-1] + corners[:-1, 1:]) / 4
    return values, centres


def _labels(axes: "Axes", axis: "Axis", centres: np.ndarray) -> list[str]:
    """The label that stands at each row or column; empty where none does."""
    axis.get_ticklabels()  # brings ticks and labels up to date
    direction = 0 if axis is axes.xaxis else 1
    half = abs(centres[1] - centres[0]) / 2 if len(centres) > 1 else np.inf
    found = ["" for _ in centres]
    for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
        place = axes.transData.transform((tick.get_loc(), tick.get_loc()))[direction]
        nearest = int(np.argmin(abs(centres - place)))
        if abs(centres[nearest] - place) < 0.8 * half:
            shown = [label for label in (tick.label1, tick.label2) if label.get_visible()]
            found[nearest] += "".join(label.get_text() for label in shown).strip()
    return found
