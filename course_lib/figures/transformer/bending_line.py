"""A line that hidden units bend: what a feed-forward network can draw, unit by unit.

The network has one input and one output, y = bias + Σ out · act(in · x + shift). The page that
shows the figure fits its numbers; the reader chooses the activation and the number of hidden units,
and sees the target, the network's line, and what each hidden unit adds to it.
"""

import html
import math
from collections.abc import Callable, Mapping, Sequence
from typing import TypedDict

import traitlets

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source

Curve = Sequence[tuple[float, float]]


class Network(TypedDict):
    """One fitted network: ``units`` lists (in, shift, out) for every hidden unit."""

    units: Sequence[Sequence[float]]
    bias: float


ACTIVATIONS: dict[str, Callable[[float], float]] = {
    "none": lambda x: x,
    "ReLU": lambda x: max(0.0, x),
    "GELU": lambda x: x * (1 + math.erf(x / math.sqrt(2))) / 2,
    "SiLU": lambda x: x / (1 + math.exp(-x)),
}


class BendingLine(MovableFigure):
    """The fits of networks with different activations and numbers of hidden units.

    ``networks[activation][n]`` is the network with n hidden units; ``target`` is the curve that
    they were fitted to, a list of (x, y).
    """

    name = "bending_line"
    _esm = module_source("bending_line")
    _css = style_source("bending_line")

    target = traitlets.List(traitlets.List(traitlets.Float())).tag(sync=True)
    activations = traitlets.List(traitlets.Unicode()).tag(sync=True)
    widths = traitlets.List(traitlets.Int()).tag(sync=True)
    networks = traitlets.Dict(help="by activation and width").tag(sync=True)
    activation = traitlets.Unicode().tag(sync=True)
    width = traitlets.Int(help="number of hidden units").tag(sync=True)

    def __init__(
        self,
        target: Curve,
        networks: Mapping[str, Mapping[int, Network]],
        *,
        activation: str | None = None,
        width: int | None = None,
        caption: str = "",
    ) -> None:
        if unknown := set(networks) - set(ACTIVATIONS):
            raise ValueError(f"no activation {sorted(unknown)}; known are {list(ACTIVATIONS)}.")
        shown = next(iter(networks)) if activation is None else activation
        if shown not in networks:
            raise ValueError(f"activation={shown!r} has no networks; choose from {list(networks)}.")
        widths = sorted(networks[shown])
        for name, fits in networks.items():
            if sorted(fits) != widths:
                raise ValueError(f"{name} has widths {sorted(fits)}; expected {widths}.")
            if any(len(fit["units"]) != n for n, fit in fits.items()):
                raise ValueError(f"a network of {name} has not as many units as its width says.")
        if width is not None and width not in widths:
            raise ValueError(f"width={width} has not been fitted; choose from {widths}.")
        super().__init__(
            target=[[_short(x), _short(y)] for x, y in target],
            activations=list(networks),
            widths=widths,
            networks={
                name: {str(n): _rounded(fit) for n, fit in fits.items()}
                for name, fits in networks.items()
            },
            activation=shown,
            width=widths[0] if width is None else width,
            caption=caption,
        )

    def error(self, activation: str, width: int) -> float:
        """Root mean square of the distance between a network's line and the target."""
        network = self.networks[activation][str(width)]
        act = ACTIVATIONS[activation]
        gaps = [
            network["bias"] + sum(out * act(w * x + b) for w, b, out in network["units"]) - y
            for x, y in self.target
        ]
        return math.sqrt(sum(gap * gap for gap in gaps) / len(gaps))

    def still_html(self) -> str:
        """The errors of all fits as a table."""
        header = "".join(f'<th scope="col">{n}</th>' for n in self.widths)
        rows = "".join(
            f'<tr><th scope="row">{html.escape(name)}</th>'
            + "".join(f"<td>{self.error(name, n):.3f}</td>" for n in self.widths)
            + "</tr>"
            for name in self.activations
        )
        return (
            '<div class="figure-scroll"><table class="bends"><caption>Error of the fit (root mean '
            "square), by activation and number of hidden units.</caption>"
            f"<thead><tr><td></td>{header}</tr></thead><tbody>{rows}</tbody></table></div>"
        )


def _rounded(fit: Network) -> dict[str, object]:
    return {"units": [[_short(v) for v in u] for u in fit["units"]], "bias": _short(fit["bias"])}


def _short(value: float) -> float:
    return float(f"{value:.6g}")
