"""The next token of any text: its distribution, what settings leave of it, what might have been.

A few texts are computed beforehand, each as a small tree: the likeliest tokens, and what follows
each of them. Where the page has a live model (the site's ``live_model.js``) the reader goes on from
there, or begins with a text of their own. The order of the settings is that of
``course_lib.generation.sampling``: temperature, top-k, top-p, min-p.

Shapes: V vocabulary, T tokens.
"""

import html
from collections.abc import Sequence
from typing import Any

import torch
import traitlets
from jaxtyping import Float
from torch import Tensor

from course_lib.figures.generation.sampling_settings import compressed
from course_lib.figures.language_models.next_token_distribution import visible
from course_lib.figures.movable_figure import module_source, style_source
from course_lib.figures.parts.sampling_figure import SamplingFigure
from course_lib.models.decoder import Decoder
from course_lib.tokenization.byte_pair_encoding import BytePairTokenizer

SHOWN = 20
START = "<|endoftext|>"
WIDTHS = (3, 1, 1, 1)


class Playground(SamplingFigure):
    """The distribution after a text, the settings, and a tree of continuations.

    ``widths`` says how many tokens are followed, the likeliest, at the first step, the second and
    so on; every text begins with the token that begins all texts.
    """

    name = "playground"
    _esm = module_source("playground")
    _css = style_source("playground")

    examples = traitlets.List(traitlets.Dict()).tag(sync=True)
    start = traitlets.Dict(help="the token that begins every text").tag(sync=True)
    vocab_size = traitlets.Int().tag(sync=True)

    def __init__(
        self,
        model: Decoder,
        tokenizer: BytePairTokenizer,
        texts: Sequence[str],
        widths: Sequence[int] = WIDTHS,
        *,
        caption: str = "",
    ) -> None:
        V = model.config.vocab_size
        examples = []
        for text in texts:
            ids = tokenizer.encode(START, with_special_tokens=True) + tokenizer.encode(text)
            root = explored(model, tokenizer, ids, widths)
            examples.append({"text": text, "prompt": named(tokenizer, ids), "root": root})
        super().__init__(
            examples=examples,
            start=examples[0]["prompt"][0],
            vocab_size=V,
            top_k=V,
            caption=caption,
        )

    def still_html(self) -> str:
        """The likeliest tokens after the first text as a table, in percent."""
        first = self.examples[0]
        distribution = first["root"]["distribution"]
        weights = torch.tensor(distribution["logits"], dtype=torch.float64).exp()
        shares = weights / (weights * torch.tensor(distribution["counts"])).sum()
        rows = "".join(
            f'<tr><th scope="row">{html.escape(visible(text))}</th><td>{token_id}</td>'
            f"<td>{100 * share:.1f}</td></tr>"
            for text, token_id, share in zip(
                distribution["texts"], distribution["ids"], shares.tolist(), strict=False
            )
        )
        return (
            '<div class="figure-scroll"><table class="likeliest">'
            f"<caption>The likeliest tokens after “{html.escape(first['text'])}”, in %.</caption>"
            '<thead><tr><th scope="col">next</th><th scope="col">id</th>'
            f'<th scope="col">model</th></tr></thead><tbody>{rows}</tbody></table></div>'
        )


def named(tokenizer: BytePairTokenizer, ids: Sequence[int]) -> list[dict[str, Any]]:
    """Return tokens with their ids and their texts."""
    return [{"id": token_id, "text": tokenizer.decode([token_id])} for token_id in ids]


def explored(
    model: Decoder, tokenizer: BytePairTokenizer, ids: Sequence[int], widths: Sequence[int]
) -> dict[str, Any]:
    """Return the distribution after some tokens, and below it those after the likeliest ones."""
    with torch.no_grad():
        logits = model.lm_head(model.hidden_states(torch.tensor([list(ids)]))[0, -1])  # V
    width, *later = widths or (0,)
    children = [
        {"token": token, **explored(model, tokenizer, [*ids, token["id"]], later)}
        for token in named(tokenizer, ranked(logits)[:width])
    ]
    return {"distribution": distribution_of(logits, tokenizer), "children": children}


def ranked(logits: Float[Tensor, " V"]) -> list[int]:
    """Return the ids of the tokens that are shown, the likeliest first, equal ones by their id.

    >>> ranked(torch.tensor([1.0, 3.0, 1.0]))
    [1, 0, 2]
    """
    return logits.argsort(descending=True, stable=True)[:SHOWN].tolist()


def distribution_of(logits: Float[Tensor, " V"], tokenizer: BytePairTokenizer) -> dict[str, Any]:
    """Return logits in groups, as the page reads them, with the tokens that it names."""
    tokens = named(tokenizer, ranked(logits))
    texts = [token["text"] for token in tokens]
    return {**compressed(logits), "ids": [token["id"] for token in tokens], "texts": texts}
