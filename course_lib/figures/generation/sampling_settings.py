"""What temperature, top-k, top-p and min-p leave of real distributions over a whole vocabulary.

The page gets, for each text, the logits of the likeliest tokens one by one and all the others in
groups of equal size on a logarithmic scale of ranks; the reader moves the settings. The order is
that of ``course_lib.generation.sampling``: temperature, top-k, top-p, min-p.

Shapes: V vocabulary.
"""

import html
from collections.abc import Callable, Mapping
from typing import Any

import traitlets
from jaxtyping import Float
from torch import Tensor

from course_lib.figures.language_models.next_token_distribution import visible
from course_lib.figures.movable_figure import module_source, style_source
from course_lib.figures.parts.sampling_figure import SamplingFigure
from course_lib.generation.sampling import Sampling, keep_min_p, keep_top_k, keep_top_p

SHOWN = 10
ALONE = 192  # tokens that are not grouped
GROWTH = 1.08  # of the ranks from one group of tokens to the next


class SamplingSettings(SamplingFigure):
    """The likeliest next tokens after a text, as the model says and as the settings leave them.

    ``logits`` ("V") are given for each text; ``name_of`` turns a token id into what is shown.
    """

    name = "sampling_settings"
    _esm = module_source("sampling_settings")
    _css = style_source("sampling_settings")

    texts = traitlets.List(traitlets.Dict()).tag(sync=True)
    selected = traitlets.Int(0, help="which of the texts").tag(sync=True)

    def __init__(
        self,
        logits: Mapping[str, Float[Tensor, " V"]],
        name_of: Callable[[int], str],
        sampling: Sampling | None = None,
        *,
        caption: str = "",
    ) -> None:
        if len({len(row) for row in logits.values()}) != 1:
            sizes = {text: len(row) for text, row in logits.items()}
            raise ValueError(f"every text needs logits of one and the same vocabulary, got {sizes}")
        self._logits = dict(logits)
        start = Sampling() if sampling is None else sampling
        V = len(next(iter(logits.values())))
        super().__init__(
            texts=[
                {"text": text, **compressed(row), "tokens": likeliest_names(row, name_of)}
                for text, row in logits.items()
            ],
            temperature=start.temperature,
            top_k=V if start.top_k is None else start.top_k,
            top_p=start.top_p,
            min_p=start.min_p,
            caption=caption,
        )

    def shares(self) -> tuple[Float[Tensor, " V"], Float[Tensor, " V"]]:
        """The probability of every token: the model's own, and what the settings make of it."""
        logits = list(self._logits.values())[self.selected].double()
        warmer = logits / self.temperature if self.temperature else keep_top_k(logits, 1)
        kept = keep_min_p(keep_top_p(keep_top_k(warmer, self.top_k), self.top_p), self.min_p)
        return logits.softmax(-1), kept.softmax(-1)

    def still_html(self) -> str:
        """The likeliest tokens after the chosen text as a table, in percent."""
        own, left = self.shares()
        shown = zip(
            self.texts[self.selected]["tokens"],
            own.argsort(descending=True, stable=True)[:SHOWN].tolist(),
            strict=True,
        )
        rows = "".join(
            f'<tr><th scope="row">{html.escape(name)}</th>'
            f"<td>{100 * own[i].item():.1f}</td><td>{100 * left[i].item():.1f}</td></tr>"
            for name, i in shown
        )
        text = html.escape(self.texts[self.selected]["text"])
        return (
            '<div class="figure-scroll"><table class="likeliest">'
            f"<caption>The likeliest tokens after “{text}”, in %; {int(left.gt(0).sum()):,} are "
            'left.</caption><thead><tr><th scope="col">next</th><th scope="col">model</th>'
            f'<th scope="col">settings</th></tr></thead><tbody>{rows}</tbody></table></div>'
        )


def likeliest_names(logits: Float[Tensor, " V"], name_of: Callable[[int], str]) -> list[str]:
    """Return the names of the tokens that are shown, the likeliest first."""
    likeliest = logits.double().argsort(descending=True, stable=True)[:SHOWN]
    return [visible(name_of(i)) for i in likeliest.tolist()]


def compressed(logits: Float[Tensor, " V"]) -> dict[str, Any]:
    """Return the largest logits one by one, and groups of the others: how many, and their mean.

    All are measured from the largest, which becomes 0.

    >>> compressed(Tensor([1.0, 3.0, 2.0]))
    {'counts': [1, 1, 1], 'logits': [0.0, -1.0, -2.0]}
    """
    falling = (logits.double() - logits.max()).sort(descending=True).values  # V
    edges, V = list(range(min(ALONE, len(falling)))), len(falling)
    while (edges[-1] + 1) * GROWTH < V:
        edges.append(max(edges[-1] + 1, int((edges[-1] + 1) * GROWTH)))
    counts = [after - edge for edge, after in zip(edges, [*edges[1:], V], strict=True)]
    # The mean weight at temperature 1: sums of probabilities are exact there, and near elsewhere.
    means = [part.exp().mean().log().item() for part in falling.split(counts)]
    return {"counts": counts, "logits": [round(mean, 4) + 0.0 for mean in means]}
