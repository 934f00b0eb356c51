"""Which token may read which: the three families of Transformers as tables of dots.

An encoder reads everything, a decoder reads itself and what came before. In an encoder-decoder the
source reads itself, the target reads what came before, and all of the source by cross-attention.
"""

import html
from collections.abc import Sequence
from typing import Literal

import traitlets

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source

Family = Literal["encoder", "decoder", "encoder_decoder"]
FAMILIES: dict[Family, str] = {
    "encoder": "encoder",
    "decoder": "decoder",
    "encoder_decoder": "encoder–decoder",
}
MARKS = {"self": "●", "cross": "◆"}


class WhoReadsWhom(MovableFigure):
    """A table of who may read whom; the reader picks the family and the token that reads.

    ``source`` and ``target`` are the tokens of the two texts. An encoder is shown with the source
    alone, a decoder with both as one text.
    """

    name = "who_reads_whom"
    _esm = module_source("who_reads_whom")
    _css = style_source("who_reads_whom")

    source = traitlets.List(traitlets.Unicode()).tag(sync=True)
    target = traitlets.List(traitlets.Unicode()).tag(sync=True)
    family = traitlets.Enum(tuple(FAMILIES), default_value="encoder").tag(sync=True)
    token = traitlets.Int(0, help="the token that reads").tag(sync=True)

    def __init__(
        self,
        source: Sequence[str],
        target: Sequence[str],
        *,
        family: Family = "encoder",
        caption: str = "",
    ) -> None:
        if not source or not target:
            raise ValueError(
                f"WhoReadsWhom needs tokens on both sides, got {len(source)} of the source and "
                f"{len(target)} of the target."
            )
        super().__init__(
            source=list(source),
            target=list(target),
            family=family,
            token=len(source),
            caption=caption,
        )

    def still_html(self) -> str:
        """The three tables, one below the other."""
        return "".join(self._table(family) for family in FAMILIES)

    def _table(self, family: Family) -> str:
        tokens = self.source if family == "encoder" else [*self.source, *self.target]
        n_target = len(tokens) - len(self.source)
        head = "".join(f'<th scope="col">{html.escape(token)}</th>' for token in tokens)
        rows = "".join(
            f'<tr><th scope="row">{html.escape(token)}</th>'
            + "".join(f"<td>{MARKS.get(kind, '')}</td>" for kind in kinds)
            + "</tr>"
            for token, kinds in zip(
                tokens, kinds_of_attention(family, len(self.source), n_target), strict=True
            )
        )
        return (
            '<div class="figure-scroll"><table class="reads">'
            f"<caption>{FAMILIES[family]}: ● self-attention, ◆ cross-attention</caption>"
            f"<thead><tr><td></td>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )


def kinds_of_attention(family: Family, n_source: int, n_target: int) -> list[list[str]]:
    """Say for each reader, row by row, how it may read each token: not at all, self or cross.

    >>> kinds_of_attention("encoder_decoder", n_source=1, n_target=2)
    [['self', '', ''], ['cross', 'self', ''], ['cross', 'self', 'self']]
    """
    n = n_source + n_target
    if family == "encoder":
        return [["self"] * n for _ in range(n)]
    causal: list[list[str]] = [["self" if s <= t else "" for s in range(n)] for t in range(n)]
    if family == "decoder":
        return causal
    source: list[list[str]] = [["self"] * n_source + [""] * n_target for _ in range(n_source)]
    return source + [["cross"] * n_source + row[n_source:] for row in causal[n_source:]]
