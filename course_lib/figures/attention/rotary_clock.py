"""RoPE as a clock with many hands: every pair of features turns at its own speed.

Two tokens stand at two positions. Each dial shows by how much one pair of the query and the same
pair of the key have turned; a score depends only on the angle between the two hands.

Shapes: D head width, P = D/2 pairs.
"""

import html
import math

import traitlets

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source


class RotaryClock(MovableFigure):
    """The rotary angles of a query and a key, and their score over the distance.

    All pairs of query and key have length 1 and start in the same direction, so the score over its
    maximum is the mean cosine of the angles between the hands.
    """

    name = "rotary_clock"
    _esm = module_source("rotary_clock")
    _css = style_source("rotary_clock")

    d_head = traitlets.Int(16, help="D, the head width").tag(sync=True)
    bases = traitlets.List(traitlets.Float()).tag(sync=True)
    base = traitlets.Float(10000.0).tag(sync=True)
    query = traitlets.Int(12, help="position of the query").tag(sync=True)
    key = traitlets.Int(9, help="position of the key").tag(sync=True)
    last = traitlets.Int(128, help="the last position that can be chosen").tag(sync=True)

    def __init__(
        self,
        d_head: int = 16,
        *,
        bases: tuple[float, ...] = (100.0, 10000.0, 500000.0),
        base: float = 10000.0,
        query: int = 12,
        key: int = 9,
        last: int = 128,
        caption: str = "",
    ) -> None:
        if d_head < 2 or d_head % 2:
            raise ValueError(f"d_head must be even and at least 2 to make pairs, got {d_head}.")
        if base not in bases:
            raise ValueError(f"base {base} is not among the bases {bases}; add it.")
        for name, position in (("query", query), ("key", key)):
            if not 0 <= position <= last:
                raise ValueError(f"{name} must lie between 0 and last = {last}, got {position}.")
        super().__init__(
            d_head=d_head,
            bases=list(bases),
            base=base,
            query=query,
            key=key,
            last=last,
            caption=caption,
        )

    def frequencies(self) -> list[float]:
        """Radians per position of every pair, the fastest first."""
        return [self.base ** (-2 * pair / self.d_head) for pair in range(self.d_head // 2)]

    def score(self) -> float:
        """The score at the present positions, over its maximum: the mean cosine."""
        frequencies = self.frequencies()
        distance = self.query - self.key
        return sum(math.cos(distance * speed) for speed in frequencies) / len(frequencies)

    def still_html(self) -> str:
        """The hands at the starting state as a table."""
        rows = "".join(
            f'<tr><th scope="row">pair {pair}</th><td>{2 * math.pi / speed:,.1f}</td>'
            f"<td>{_degrees(self.query * speed)}</td><td>{_degrees(self.key * speed)}</td>"
            f"<td>{math.cos((self.query - self.key) * speed):.2f}</td></tr>"
            for pair, speed in enumerate(self.frequencies())
        )
        names = ("positions a turn", "query", "key", "cosine between")
        header = "".join(f'<th scope="col">{html.escape(name)}</th>' for name in names)
        return (
            '<div class="rotary-clock"><div class="figure-scroll"><table class="rotary-table">'
            f"<caption>Query at position {self.query}, key at position {self.key}, base "
            f"{self.base:,.0f}. Score over its maximum: {self.score():.3f}.</caption>"
            f"<thead><tr><td></td>{header}</tr></thead><tbody>{rows}</tbody></table></div></div>"
        )


def _degrees(angle: float) -> str:
    return f"{math.degrees(angle) % 360:.0f}°"
