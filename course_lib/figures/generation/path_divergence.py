"""Where along the layers a model with one planted mistake leaves the path of the right one.

The numbers are measured on the page that shows the figure; the reader chooses the mistake. The axis
is logarithmic: rounding lies at the bottom, a path that has nothing to do with the right one at 1.
"""

import html
import math
from collections.abc import Mapping, Sequence

import traitlets

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source

FLOOR = 1e-7  # below it a difference is rounding


class PathDivergence(MovableFigure):
    """Distances from the right path, layer by layer, of models with one mistake each.

    ``distances[mistake]`` lists the distance of the embedding and of what each layer left, as a
    share of the right path's length; ``words[mistake]`` is a sentence on what the mistake costs.
    ``selected`` is shown first.
    """

    name = "path_divergence"
    _esm = module_source("path_divergence")
    _css = style_source("path_divergence")

    mistakes = traitlets.List(traitlets.Unicode()).tag(sync=True)
    distances = traitlets.Dict(help="shares by mistake").tag(sync=True)
    words = traitlets.Dict(help="a sentence by mistake").tag(sync=True)
    selected = traitlets.Unicode(help="a name in mistakes").tag(sync=True)

    def __init__(
        self,
        distances: Mapping[str, Sequence[float]],
        words: Mapping[str, str],
        *,
        selected: str | None = None,
        caption: str = "",
    ) -> None:
        if not distances:
            raise ValueError("PathDivergence needs at least one mistake to show.")
        shown = next(iter(distances)) if selected is None else selected
        if shown not in distances:
            raise ValueError(f"selected={shown!r} is not among {list(distances)}.")
        if set(words) != set(distances):
            raise ValueError(f"words are for {sorted(words)}; expected {sorted(distances)}.")
        lengths = {len(path) for path in distances.values()}
        if len(lengths) != 1 or min(lengths) < 2:
            raise ValueError(f"paths of {sorted(lengths)} places; all need the same, 2 or more.")
        for mistake, path in distances.items():
            if not all(0 <= share < math.inf for share in path):
                raise ValueError(f"distances of {mistake!r} must be finite and not below 0.")
        super().__init__(
            mistakes=list(distances),
            distances={
                mistake: [float(f"{max(share, FLOOR):.2g}") for share in path]
                for mistake, path in distances.items()
            },
            words=dict(words),
            selected=shown,
            caption=caption,
        )

    def still_html(self) -> str:
        """The distance behind the first layer and behind the last, for every mistake."""
        rows = "".join(
            f'<tr><th scope="row">{html.escape(mistake)}</th>'
            f"<td>{self.distances[mistake][1]:.0e}</td><td>{self.distances[mistake][-1]:.0e}</td>"
            "</tr>"
            for mistake in self.mistakes
        )
        return (
            '<div class="figure-scroll"><table class="divergence"><caption>Distance from the right '
            'path, as a share of its length.</caption><thead><tr><td></td><th scope="col">behind '
            'the first layer</th><th scope="col">behind the last</th></tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )
