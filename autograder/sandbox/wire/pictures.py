"""A matplotlib Axes as plain data: what is drawn in it, and where the screen shows it.

The grader rebuilds Axes from the data, so a test reads a picture in the same way wherever it was
drawn.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np

from autograder.sandbox.wire.channel import MessageError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis
    from matplotlib.cm import ScalarMappable

MOST_ARTISTS = 20
MOST_CELLS = 2**16  # of a heat map, or numbers of a photograph


def describe_axes(axes: Axes) -> dict[str, Any]:
    """Describe images, meshes, ticks, names and limits, in numbers, text and arrays."""
    axes.autoscale_view()
    width, height = axes.figure.bbox.width, axes.figure.bbox.height
    images = [
        {
            **_values_and_colours(image),
            "extent": [float(edge) for edge in image.get_extent()],
            "origin": image.origin,
        }
        for image in axes.images[:MOST_ARTISTS]
    ]
    meshes = [
        {
            **_values_and_colours(mesh),
            "corners": _numbers(mesh.get_coordinates()),  # type: ignore[attr-defined]
        }
        for mesh in axes.collections[:MOST_ARTISTS]
        if hasattr(mesh, "get_coordinates")
    ]
    return {
        "size": [width / axes.figure.dpi, height / axes.figure.dpi],
        "place": [float(n) for n in axes.get_position().bounds],
        "images": images,
        "meshes": meshes,
        "x": _describe_axis(axes.xaxis, axes.get_xlim(), axes.get_xlabel()),
        "y": _describe_axis(axes.yaxis, axes.get_ylim(), axes.get_ylabel()),
        "title": axes.get_title(),
        "label": str(axes.get_label()),
        "figure": str(axes.figure.get_label()),
    }


def rebuild_axes(data: object) -> Axes:
    """Draw the description again; `MessageError` where it is none."""
    from matplotlib.figure import Figure

    try:
        return _rebuild(Figure, data)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        raise MessageError(f"a picture that cannot be drawn: {error}") from error


def _rebuild(figure_class: Any, data: Any) -> Axes:
    width, height = (min(max(_finite(n), 0.1), 100) for n in data["size"])
    axes = figure_class(figsize=(width, height)).add_axes([_finite(n) for n in data["place"]])
    for image in data["images"][:MOST_ARTISTS]:
        extent = [_finite(edge) for edge in image["extent"]]
        origin = "lower" if image["origin"] == "lower" else "upper"
        values = _checked(image["values"])
        drawn = axes.imshow(values, extent=extent, origin=origin, aspect="auto")
        _colour(drawn, values, image["colours"])
    for mesh in data["meshes"][:MOST_ARTISTS]:
        corners, values = mesh["corners"], _checked(mesh["values"])
        drawn = axes.pcolormesh(corners[..., 0], corners[..., 1], values, shading="flat")
        _colour(drawn, values, mesh["colours"])
    for axis, name in ((axes.xaxis, "x"), (axes.yaxis, "y")):
        described = data[name]
        for minor in (False, True):
            ticks = [tick for tick in described["ticks"][:1000] if bool(tick[2]) == minor]
            places, labels = [_finite(t[0]) for t in ticks], [str(t[1])[:200] for t in ticks]
            axis.set_ticks(places, labels=labels, minor=minor, parse_math=False)
        axis.set_label_text(str(described["name"])[:1000])
    axes.set_xlim(*map(_finite, data["x"]["limits"]))
    axes.set_ylim(*map(_finite, data["y"]["limits"]))
    axes.set_title(str(data["title"])[:1000])
    axes.set_label(str(data["label"])[:1000])
    axes.figure.set_label(str(data["figure"])[:1000])
    return axes


def _describe_axis(axis: Axis, limits: tuple[float, float], name: str) -> dict[str, Any]:
    axis.get_ticklabels()  # brings ticks and labels up to date
    ticks = []
    for minor, made in ((False, axis.get_major_ticks()), (True, axis.get_minor_ticks())):
        for tick in made:
            shown = [label for label in (tick.label1, tick.label2) if label.get_visible()]
            text = "".join(label.get_text() for label in shown)
            ticks.append([float(tick.get_loc()), text, minor])
    return {"name": name, "limits": [float(n) for n in limits], "ticks": ticks}


def _values_and_colours(drawn: ScalarMappable) -> dict[str, np.ndarray]:
    values = _checked(_numbers(drawn.get_array()))
    return {"values": values, "colours": drawn.to_rgba(values)}


def _colour(drawn: ScalarMappable, values: np.ndarray, colours: np.ndarray) -> None:
    """Give each value the colour that it had."""
    from matplotlib.colors import ListedColormap, Normalize

    known, places = np.unique(values, return_index=True)
    if values.ndim != 2 or not len(known):
        return  # a photograph, or nothing

    class Number(Normalize):
        """Numbers the values, as they are numbered in the list of colours."""

        def __call__(self, value: Any, clip: bool | None = None) -> Any:
            return np.minimum(np.searchsorted(known, value), len(known) - 1)

    drawn.set_cmap(ListedColormap(colours.reshape(-1, 4)[places]))
    drawn.set_norm(Number(0, 1))


def _checked(values: np.ndarray) -> np.ndarray:
    if values.size > MOST_CELLS:
        raise ValueError(f"a picture of {values.size:,} cells; at most {MOST_CELLS:,} can be read")
    return values


def _numbers(values: Any) -> np.ndarray:
    return np.ma.filled(np.ma.asarray(values, dtype=float), np.nan)


def _finite(number: Any) -> float:
    if not isinstance(number, int | float) or not math.isfinite(number):
        raise ValueError(f"{number!r} is not a finite number")
    return float(number)
