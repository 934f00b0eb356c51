"""Ways down a valley: gradient descent, momentum and Adam, step by step, at any learning rate.

The valley is flat along one weight and steep along the other: loss = (w₁² + steepness · w₂²) / 2.
"""

import html
import math
from collections.abc import Sequence

import traitlets

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source

OPTIMIZERS = ("gradient descent", "momentum", "Adam")
MOMENTUM, FIRST, SECOND, EPSILON = 0.9, 0.9, 0.95, 1e-8
Point = tuple[float, float]


class DescentPath(MovableFigure):
    """The path of one optimizer from ``start``, drawn over the valley's level lines."""

    name = "descent_path"
    _esm = module_source("descent_path")
    _css = style_source("descent_path")

    start = traitlets.List(traitlets.Float()).tag(sync=True)
    steepness = traitlets.Float(20.0).tag(sync=True)
    optimizers = traitlets.List(traitlets.Unicode(), list(OPTIMIZERS)).tag(sync=True)
    optimizer = traitlets.Unicode(OPTIMIZERS[0]).tag(sync=True)
    rates = traitlets.List(traitlets.Float()).tag(sync=True)
    rate = traitlets.Float().tag(sync=True)
    most_steps = traitlets.Int(60).tag(sync=True)
    steps = traitlets.Int(60).tag(sync=True)

    def __init__(
        self,
        rates: Sequence[float],
        *,
        rate: float | None = None,
        start: Point = (-2.0, 0.8),
        steepness: float = 20.0,
        steps: int = 60,
        caption: str = "",
    ) -> None:
        if not rates or min(rates) <= 0:
            raise ValueError(f"learning rates are larger than 0, got {list(rates)}.")
        if rate is not None and rate not in rates:
            raise ValueError(f"rate={rate} is not among {list(rates)}.")
        super().__init__(
            start=[float(value) for value in start],
            steepness=float(steepness),
            rates=list(rates),
            rate=rates[0] if rate is None else rate,
            most_steps=steps,
            steps=steps,
            caption=caption,
        )

    def loss(self, point: Sequence[float]) -> float:
        """The height of the valley at a point."""
        return (point[0] ** 2 + self.steepness * point[1] ** 2) / 2

    def path(self, optimizer: str, rate: float, steps: int) -> list[Point]:
        """Where the weights are before the first step and after each."""
        point, first, second = list(self.start), [0.0, 0.0], [0.0, 0.0]
        points: list[Point] = [(point[0], point[1])]
        for step in range(1, steps + 1):
            gradient = (point[0], self.steepness * point[1])
            for i, slope in enumerate(gradient):
                if optimizer == "Adam":
                    first[i] = FIRST * first[i] + (1 - FIRST) * slope
                    second[i] = SECOND * second[i] + (1 - SECOND) * slope * slope
                    size = math.sqrt(second[i] / (1 - SECOND**step)) + EPSILON
                    point[i] -= rate * first[i] / (1 - FIRST**step) / size
                else:
                    kept = MOMENTUM if optimizer == "momentum" else 0.0
                    first[i] = kept * first[i] + slope
                    point[i] -= rate * first[i]
            points.append((point[0], point[1]))
        return points

    def still_html(self) -> str:
        """The loss at the end of every path, as a table."""
        header = "".join(f'<th scope="col">{rate:g}</th>' for rate in self.rates)
        rows = "".join(
            f'<tr><th scope="row">{html.escape(name)}</th>'
            + "".join(f"<td>{_short(self._last(name, rate))}</td>" for rate in self.rates)
            + "</tr>"
            for name in self.optimizers
        )
        return (
            '<div class="figure-scroll"><table class="descents"><caption>Loss after '
            f"{self.most_steps} steps, by learning rate; at the start "
            f"{_short(self.loss(self.start))}.</caption>"
            f"<thead><tr><td></td>{header}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def _last(self, optimizer: str, rate: float) -> float:
        return self.loss(self.path(optimizer, rate, self.most_steps)[-1])


def _short(loss: float) -> str:
    return f"{loss:.3f}" if loss < 100 else "diverges"
