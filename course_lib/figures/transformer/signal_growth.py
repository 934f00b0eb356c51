"""How the size of a signal and of its gradient develops through a deep stack of layers.

The numbers are measured on the page that shows the figure; the reader chooses a wiring, a depth,
and whether to look at the forward or at the backward pass. The axis is logarithmic.
"""

import html
import math
from collections.abc import Mapping, Sequence

import traitlets

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source

Curves = Mapping[str, Mapping[int, Sequence[float]]]


class SignalGrowth(MovableFigure):
    """Root mean squares over the layers of stacks that are wired in different ways.

    ``signal[wiring]`` lists the sizes of the signal: the input, then the output of every layer of
    the deepest stack. ``gradient[wiring][depth]`` lists the sizes of the gradient at the same
    places of a stack of this depth. ``depth`` and ``wiring`` are what is shown first.
    """

    name = "signal_growth"
    _esm = module_source("signal_growth")
    _css = style_source("signal_growth")

    wirings = traitlets.List(traitlets.Unicode()).tag(sync=True)
    depths = traitlets.List(traitlets.Int()).tag(sync=True)
    signal = traitlets.Dict(help="sizes by wiring").tag(sync=True)
    gradient = traitlets.Dict(help="sizes by wiring and depth").tag(sync=True)
    wiring = traitlets.Unicode().tag(sync=True)
    depth = traitlets.Int().tag(sync=True)
    quantity = traitlets.Enum(("signal", "gradient"), default_value="signal").tag(sync=True)

    def __init__(
        self,
        signal: Mapping[str, Sequence[float]],
        gradient: Curves,
        *,
        wiring: str | None = None,
        depth: int | None = None,
        caption: str = "",
    ) -> None:
        if not signal:
            raise ValueError("SignalGrowth needs at least one wiring to show.")
        shown = next(iter(signal)) if wiring is None else wiring
        if shown not in signal:
            raise ValueError(f"wiring={shown!r} is not among {list(signal)}.")
        depths = sorted(gradient[shown])
        _check(signal, gradient, depths)
        if depth is not None and depth not in depths:
            raise ValueError(f"depth={depth} has not been measured; choose from {depths}.")
        super().__init__(
            wirings=list(signal),
            depths=depths,
            signal={name: _short(sizes) for name, sizes in signal.items()},
            gradient={
                name: {str(n): _short(sizes) for n, sizes in curves.items()}
                for name, curves in gradient.items()
            },
            wiring=shown,
            depth=depths[-1] if depth is None else depth,
            caption=caption,
        )

    def still_html(self) -> str:
        """The ends of every curve at every depth as a table."""
        header = "".join(f'<th scope="col">{n} layers</th>' for n in self.depths)
        rows = "".join(self._still_row(name) for name in self.wirings)
        return (
            '<div class="figure-scroll"><table class="growth"><caption>Size of the signal behind '
            "the last layer; size of the gradient in front of the first.</caption><thead><tr>"
            f"<td></td>{header}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def _still_row(self, name: str) -> str:
        ends = [(self.signal[name][n], self.gradient[name][str(n)][0]) for n in self.depths]
        cells = "".join(f"<td>{two_digits(end)}; {two_digits(start)}</td>" for end, start in ends)
        return f'<tr><th scope="row">{html.escape(name)}</th>{cells}</tr>'


def two_digits(value: float) -> str:
    """Write a size with two digits, as a power of ten where it is far from 1.

    >>> two_digits(3.456), two_digits(2.74e-10), two_digits(522.0)
    ('3.5', '2.7 × 10⁻¹⁰', '520')
    """
    power = math.floor(math.log10(value))
    if -3 < power < 4:
        return f"{float(f'{value:.2g}'):g}"
    digits = str(power).translate(str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹"))
    return f"{value / 10.0**power:.1f} × 10{digits}"


def _check(signal: Mapping[str, Sequence[float]], gradient: Curves, depths: list[int]) -> None:
    for name, sizes in signal.items():
        curves = gradient.get(name, {})
        if sorted(curves) != depths:
            raise ValueError(
                f"gradients of {name!r} at depths {sorted(curves)}; expected {depths}."
            )
        if len(sizes) != depths[-1] + 1:
            raise ValueError(f"{len(sizes)} sizes for {name!r}; expected {depths[-1] + 1}.")
        for depth, found in curves.items():
            if len(found) != depth + 1:
                raise ValueError(f"{len(found)} gradients for {name!r} at depth {depth}.")
        everything = [*sizes, *(size for found in curves.values() for size in found)]
        if not all(0 < size < math.inf for size in everything):
            raise ValueError(f"sizes of {name!r} must be positive and finite; measure in float64.")


def _short(sizes: Sequence[float]) -> list[float]:
    return [float(f"{size:.3g}") for size in sizes]
