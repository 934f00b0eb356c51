"""The bill of a training run, and the loss that its compute buys at every size, by a fitted law.

The page gets the five numbers of each law and does the rest itself; a test holds what it shows at
the start to :mod:`course_lib.training.scaling_laws`.

Letters: N parameters, D tokens, C = 6·N·D training FLOPs.
"""

import html
from collections.abc import Mapping
from dataclasses import asdict

import traitlets

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source
from course_lib.training.scaling_laws import FLOPS_PER_PARAMETER, ScalingLaw


class IsoflopCurve(MovableFigure):
    """A run's FLOPs, tokens a parameter and loss, on the curve of all runs that cost the same.

    ``laws`` maps names to fitted laws; ``runs`` maps the names of published runs to parameters and
    tokens. The first law and the first run are shown first; size, text and law are the reader's.
    """

    name = "isoflop_curve"
    _esm = module_source("isoflop_curve")
    _css = style_source("isoflop_curve")

    laws = traitlets.List(traitlets.Dict()).tag(sync=True)
    runs = traitlets.List(traitlets.Dict()).tag(sync=True)
    law = traitlets.Unicode(help="a name in laws").tag(sync=True)
    n_parameters = traitlets.Float(help="N").tag(sync=True)
    n_tokens = traitlets.Float(help="D").tag(sync=True)

    def __init__(
        self,
        laws: Mapping[str, ScalingLaw],
        runs: Mapping[str, tuple[float, float]],
        *,
        caption: str = "",
    ) -> None:
        if not laws or not runs:
            raise ValueError("IsoflopCurve needs at least one law and one run to start from.")
        self._laws = dict(laws)
        first_size, first_text = next(iter(runs.values()))
        super().__init__(
            laws=[{"name": name, **asdict(law)} for name, law in laws.items()],
            runs=[
                {"name": name, "n_parameters": n, "n_tokens": d} for name, (n, d) in runs.items()
            ],
            law=next(iter(laws)),
            n_parameters=first_size,
            n_tokens=first_text,
            caption=caption,
        )

    def still_html(self) -> str:
        """What the published runs cost, and the size that the first law would have chosen."""
        headers = ("run", "FLOPs, 6·N·D", "tokens a parameter", "best size for these FLOPs")
        head = "".join(f'<th scope="col">{text}</th>' for text in headers)
        rows = "".join(self._row(**run) for run in self.runs)
        return (
            '<div class="figure-scroll"><table class="isoflop-still">'
            f"<caption>By the law of {html.escape(self.law)}</caption>"
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )

    def _row(self, name: str, n_parameters: float, n_tokens: float) -> str:
        flops = FLOPS_PER_PARAMETER * n_parameters * n_tokens
        best = self._laws[self.law].best_size(flops)
        cells = f"{flops:.2e}", f"{n_tokens / n_parameters:,.1f}", f"{best / 1e9:,.1f} billion"
        return (
            f'<tr><th scope="row">{html.escape(name)}</th>'
            + "".join(f"<td>{cell}</td>" for cell in cells)
            + "</tr>"
        )
