"""The two norms as maps of a globe: three features, and (1, 1, 1) points to the north pole.

A vector of RMS 1 lies on the sphere of radius √3, and its latitude says how much of it is mean:
sin(latitude) = mean / RMS. RMSNorm brings every vector onto the sphere along its own ray.
LayerNorm lets it fall onto the plane of the equator first, so that it lands on the equator.
"""

import html
import math
from collections.abc import Sequence

import traitlets

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source

FACTORS = (0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 0.5, 0.75, 1.0, 1.25, 1.5)
SHIFTS = tuple(step / 10 for step in range(-15, 16))
SHOWN = ("as they are", "RMSNorm", "LayerNorm")


class NormGlobe(MovableFigure):
    """One vector of three features that the reader moves, and a cloud that goes the same ways.

    The vector is ``factor`` · (``vector`` + ``shift``): its size and its mean change separately.
    ``shown`` says where the cloud is drawn; ``turn`` is the angle of view in degrees.
    """

    name = "norm_globe"
    _esm = module_source("norm_globe")
    _css = style_source("norm_globe")

    vector = traitlets.List(traitlets.Float(), help="three features").tag(sync=True)
    cloud = traitlets.List(help="more vectors of three features").tag(sync=True)
    factors = traitlets.List(traitlets.Float()).tag(sync=True)
    factor = traitlets.Float(1.0).tag(sync=True)
    shifts = traitlets.List(traitlets.Float()).tag(sync=True)
    shift = traitlets.Float(0.0, help="what is added to every feature").tag(sync=True)
    turn = traitlets.Int(20).tag(sync=True)
    shown = traitlets.Enum(SHOWN, default_value=SHOWN[0]).tag(sync=True)
    eps = traitlets.Float(1e-5).tag(sync=True)

    def __init__(
        self,
        vector: Sequence[float],
        cloud: Sequence[Sequence[float]] = (),
        *,
        factor: float = 1.0,
        shift: float = 0.0,
        shown: str = SHOWN[0],
        eps: float = 1e-5,
        caption: str = "",
    ) -> None:
        for one in (vector, *cloud):
            if len(one) != 3:
                raise ValueError(f"a vector on the globe has 3 features; got {len(one)}.")
        for what, value, known in (("factor", factor, FACTORS), ("shift", shift, SHIFTS)):
            if value not in known:
                raise ValueError(f"{what}={value} is not among {known}.")
        if eps <= 0:
            raise ValueError(f"eps must be positive, or zeros would be divided by 0; got {eps}.")
        super().__init__(
            vector=list(vector),
            cloud=[[round(feature, 3) for feature in one] for one in cloud],
            factors=list(FACTORS),
            factor=factor,
            shifts=list(SHIFTS),
            shift=shift,
            shown=shown,
            eps=eps,
            caption=caption,
        )

    def moved(self) -> list[float]:
        """The vector as it stands: shifted, then scaled."""
        return [self.factor * (feature + self.shift) for feature in self.vector]

    def normalized(self, norm: str) -> list[float]:
        """The vector after RMSNorm or LayerNorm, without gain and bias."""
        x = self.moved()
        if norm == "LayerNorm":
            x = [feature - sum(x) / 3 for feature in x]
        size = math.sqrt(sum(feature**2 for feature in x) / 3 + self.eps)
        return [feature / size for feature in x]

    def still_html(self) -> str:
        """The vector and what the two norms make of it as a table."""
        rows = (
            ("x", self.moved()),
            ("RMSNorm(x)", self.normalized("RMSNorm")),
            ("LayerNorm(x)", self.normalized("LayerNorm")),
        )
        body = "".join(
            f'<tr><th scope="row">{name}</th><td>{_numbers(x)}</td>'
            f"<td>{_numbers([sum(x) / 3])}</td><td>{_numbers([_rms(x)])}</td>"
            f"<td>{latitude(x):.0f}°</td></tr>"
            for name, x in rows
        )
        names = ("features", "mean", "RMS", "latitude")
        header = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in names)
        return (
            '<div class="figure-scroll"><table class="norm-table"><caption>A vector of three '
            f"features, ε = {self.eps:g}. On the globe (1, 1, 1) is the north pole.</caption>"
            f"<thead><tr><td></td>{header}</tr></thead><tbody>{body}</tbody></table></div>"
        )


def latitude(x: Sequence[float]) -> float:
    """Return the angle between a vector and the plane of vectors with mean 0, in degrees.

    >>> latitude([1.0, 1.0, 1.0]), latitude([1.0, -1.0, 0.0])
    (90.0, 0.0)
    """
    size = _rms(x)
    return math.degrees(math.asin(max(-1.0, min(1.0, sum(x) / 3 / size)))) if size else 0.0


def _rms(x: Sequence[float]) -> float:
    return math.sqrt(sum(feature**2 for feature in x) / len(x))


def _numbers(x: Sequence[float]) -> str:
    return ", ".join(f"{feature:.3g}".replace("-", "−") for feature in x)
