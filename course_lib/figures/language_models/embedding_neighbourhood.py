"""The nearest neighbours of a word in one or several embedding tables.

The list goes by the cosine in all C dimensions. The map shows the chosen word in the middle and all
others at a distance that is the angle to it; the direction on the map means nothing.

Shapes: N words, C width of a vector.
"""

import html
from collections.abc import Mapping, Sequence
from typing import Any

import torch
import torch.nn.functional as F
import traitlets
from jaxtyping import Float
from torch import Tensor

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source

NEIGHBOURS = 5


class EmbeddingNeighbourhood(MovableFigure):
    """The words nearest to the chosen one, by cosine, in the chosen table.

    ``tables`` maps a name to the vectors of all words ("N C"): tensors, arrays or nested lists.
    """

    name = "embedding_neighbourhood"
    _esm = module_source("embedding_neighbourhood")
    _css = style_source("embedding_neighbourhood")

    words = traitlets.List(traitlets.Unicode()).tag(sync=True)
    tables = traitlets.List(traitlets.Dict(), help="name and cosines").tag(sync=True)
    table = traitlets.Unicode(help="the table that is shown").tag(sync=True)
    chosen = traitlets.Int(help="number of the word whose neighbours are shown").tag(sync=True)

    def __init__(
        self,
        words: Sequence[str],
        tables: Mapping[str, Any],
        *,
        chosen: str,
        table: str | None = None,
        caption: str = "",
    ) -> None:
        if chosen not in words:
            raise ValueError(f"chosen must be one of the words, got {chosen!r}")
        if table is not None and table not in tables:
            raise ValueError(f"table must be one of {', '.join(tables)}, got {table!r}")
        if len(words) <= NEIGHBOURS:
            raise ValueError(f"at least {NEIGHBOURS + 1} words make a neighbourhood")
        vectors = {name: _matrix(name, rows, len(words)) for name, rows in tables.items()}
        super().__init__(
            words=list(words),
            tables=[
                {"name": name, "cosines": _rounded(cosines(rows))} for name, rows in vectors.items()
            ],
            table=next(iter(tables)) if table is None else table,
            chosen=list(words).index(chosen),
            caption=caption,
        )

    def neighbours(self) -> list[tuple[str, float]]:
        """The nearest words of the chosen one in the chosen table, with their cosines."""
        [shown] = [table for table in self.tables if table["name"] == self.table]
        row = shown["cosines"][self.chosen]
        others = [i for i in range(len(row)) if i != self.chosen]
        others.sort(key=lambda i: -row[i])
        return [(self.words[i], row[i]) for i in others[:NEIGHBOURS]]

    def still_html(self) -> str:
        """The neighbours at the starting state as a table."""
        rows = "".join(
            f'<tr><th scope="row">{html.escape(word)}</th><td>{cosine:.2f}</td></tr>'
            for word, cosine in self.neighbours()
        )
        word = html.escape(self.words[self.chosen])
        return (
            '<div class="figure-scroll"><table class="neighbours">'
            f"<caption>Nearest to “{word}”: {html.escape(self.table)}.</caption>"
            '<thead><tr><th scope="col">word</th><th scope="col">cosine</th></tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )


def cosines(vectors: Float[Tensor, "N C"]) -> Float[Tensor, "N N"]:
    """Return the cosine of the angle between every two vectors.

    >>> cosines(torch.tensor([[3.0, 0.0], [0.0, 2.0]])).tolist()
    [[1.0, 0.0], [0.0, 1.0]]
    """
    unit = F.normalize(vectors, dim=-1)  # N C
    return unit @ unit.T


def _matrix(name: str, rows: Any, n_words: int) -> Float[Tensor, "N C"]:
    matrix = torch.as_tensor(rows).detach().double()
    if matrix.ndim != 2 or len(matrix) != n_words or matrix.shape[1] < 2:
        raise ValueError(
            f"the table {name!r} must hold a vector of at least 2 numbers for each of the "
            f"{n_words} words, got shape {tuple(matrix.shape)}"
        )
    return matrix


def _rounded(matrix: Float[Tensor, "N N"]) -> list[list[float]]:
    return [[round(value, 3) for value in row] for row in matrix.tolist()]
