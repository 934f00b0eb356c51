"""What a gated hidden unit answers, for every gate and every up: a field of squares.

A unit's answer is act(gate) · up. The larger a square, the larger the answer; hollow squares are
negative. A second unit, whose gate and up are both turned round, can be added to the first.
"""

import math
from collections.abc import Callable

import traitlets

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source

BENDS: dict[str, Callable[[float], float]] = {
    "none": lambda z: z,
    "sigmoid": lambda z: 1 / (1 + math.exp(-z)),
    "ReLU": lambda z: max(0.0, z),
    "GELU": lambda z: z * (1 + math.erf(z / math.sqrt(2))) / 2,
    "SiLU": lambda z: z / (1 + math.exp(-z)),
}
PLACES = tuple(range(-4, 5))  # of gate and of up


class GatedUnit(MovableFigure):
    """The answers of one gated unit, or of it and its mirror, on a grid of gates and ups.

    ``gate`` and ``up`` are the place that is read out; both are whole numbers from -4 to 4.
    """

    name = "gated_unit"
    _esm = module_source("gated_unit")
    _css = style_source("gated_unit")

    bends = traitlets.List(traitlets.Unicode()).tag(sync=True)
    bend = traitlets.Unicode("SiLU").tag(sync=True)
    bent = traitlets.Dict(help="the bent gate at every place, by bend").tag(sync=True)
    places = traitlets.List(traitlets.Int()).tag(sync=True)
    gate = traitlets.Int(2).tag(sync=True)
    up = traitlets.Int(-3).tag(sync=True)
    units = traitlets.Enum(("one", "two"), default_value="one").tag(sync=True)

    def __init__(
        self,
        *,
        bend: str = "SiLU",
        gate: int = 2,
        up: int = -3,
        units: str = "one",
        caption: str = "",
    ) -> None:
        if bend not in BENDS:
            raise ValueError(f"bend={bend!r} is not among {list(BENDS)}.")
        for what, value in (("gate", gate), ("up", up)):
            if value not in PLACES:
                raise ValueError(f"{what}={value} is not among {PLACES}.")
        super().__init__(
            bends=list(BENDS),
            bend=bend,
            bent={name: [round(act(float(z)), 4) for z in PLACES] for name, act in BENDS.items()},
            places=list(PLACES),
            gate=gate,
            up=up,
            units=units,
            caption=caption,
        )

    def answer(self, gate: int, up: int) -> float:
        """What the unit, or the two together, answer at this place."""
        bent = dict(zip(PLACES, self.bent[self.bend], strict=True))
        own = bent[gate] * up
        return own if self.units == "one" else own + bent[-gate] * -up

    def still_html(self) -> str:
        """The answers at the starting state as a table, a row for each up."""
        header = "".join(f'<th scope="col">{_signed(gate)}</th>' for gate in PLACES)
        rows = "".join(
            f'<tr><th scope="row">{_signed(up)}</th>'
            + "".join(f"<td>{_signed(round(self.answer(gate, up), 2))}</td>" for gate in PLACES)
            + "</tr>"
            for up in reversed(PLACES)
        )
        what = "One unit" if self.units == "one" else "A unit and its mirror"
        return (
            f'<div class="figure-scroll"><table class="gated-table"><caption>{what}, bend: '
            f"{self.bend}. Columns: the gate; rows: up.</caption><thead><tr><td></td>{header}"
            f"</tr></thead><tbody>{rows}</tbody></table></div>"
        )


def _signed(value: int | float) -> str:
    return f"{value:g}".replace("-", "−")
