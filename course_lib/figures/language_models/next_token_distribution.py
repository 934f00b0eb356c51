"""What a bigram model considers likely after each token, with text drawn from it.

The page gets the counts of neighbours; the reader picks the last token, or lets the model write.
Row i of the counts says how often each token followed token i.

Shapes: V tokens.
"""

import html
from collections.abc import Sequence
from typing import Any

import torch
import traitlets
from jaxtyping import Float
from torch import Tensor

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source

SHOWN = 8


class NextTokenDistribution(MovableFigure):
    """The likeliest next tokens of a bigram model, and text that it writes token by token.

    ``counts`` ("V V", whole numbers) are a tensor, an array or nested lists; ``symbols`` names the
    tokens; ``current`` is the token that the text ends in.
    """

    name = "next_token_distribution"
    _esm = module_source("next_token_distribution")
    _css = style_source("next_token_distribution")

    symbols = traitlets.List(traitlets.Unicode()).tag(sync=True)
    counts = traitlets.List(traitlets.List(traitlets.Int())).tag(sync=True)
    current = traitlets.Int(help="number of the token that the text ends in").tag(sync=True)
    written = traitlets.Unicode(help="the text so far").tag(sync=True)
    seed = traitlets.Int(0, help="decides the next draw").tag(sync=True)

    def __init__(
        self,
        symbols: Sequence[str],
        counts: Any,
        *,
        current: str,
        seed: int = 0,
        caption: str = "",
    ) -> None:
        table = torch.as_tensor(counts)
        V = len(symbols)
        if table.shape != (V, V) or table.is_floating_point() or (table < 0).any():
            raise ValueError(
                f"counts must be whole numbers from 0 on, one row and one column for each of the "
                f"{V} symbols, got shape {tuple(table.shape)} and {table.dtype}"
            )
        if current not in symbols:
            raise ValueError(f"current must be one of the symbols, got {current!r}")
        super().__init__(
            symbols=list(symbols),
            counts=table.tolist(),
            current=list(symbols).index(current),
            written=current,
            seed=seed,
            caption=caption,
        )

    def shares(self) -> Float[Tensor, " V"]:
        """The probability of every token after the current one; even where it has no counts."""
        row = torch.tensor(self.counts[self.current], dtype=torch.float64)
        return row / row.sum() if row.any() else torch.full_like(row, 1 / len(row))

    def still_html(self) -> str:
        """The likeliest tokens after the current one as a table, in percent."""
        shares = self.shares()
        likeliest = shares.argsort(descending=True, stable=True)[:SHOWN].tolist()
        rows = "".join(
            f'<tr><th scope="row">{html.escape(visible(self.symbols[i]))}</th>'
            f"<td>{100 * shares[i].item():.1f}</td></tr>"
            for i in likeliest
        )
        ending = html.escape(visible(self.symbols[self.current]))
        return (
            '<div class="figure-scroll"><table class="likeliest">'
            f"<caption>The likeliest next tokens after “{ending}”, in %.</caption>"
            '<thead><tr><th scope="col">next</th><th scope="col">%</th></tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )


def visible(symbol: str) -> str:
    r"""Return a symbol as it is drawn: spaces and line ends have signs of their own.

    >>> visible(" "), visible("\n"), visible("a")
    ('␣', '↵', 'a')
    """
    return symbol.replace(" ", "␣").replace("\n", "↵")
