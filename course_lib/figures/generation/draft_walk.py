"""Drafts from a text, checked pass by pass: what stands, what falls, and what it gains.

The page gets greedy texts and does the rest itself, for a greedy text says what the model would
choose after every token; a test holds it to :mod:`course_lib.generation.prompt_lookup`.
"""

import html
from collections.abc import Mapping, Sequence

import traitlets

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source
from course_lib.generation.prompt_lookup import Pass, accepted, draft_from_text

Tokens = Sequence[tuple[int, str]]  # ids, and how they are shown


class DraftWalk(MovableFigure):
    """The passes that write a text; the length of match and draft and their price are the reader's.

    ``texts`` maps the names that the reader can choose to a prompt and its greedy continuation.
    """

    name = "draft_walk"
    _esm = module_source("draft_walk")
    _css = style_source("draft_walk")

    texts = traitlets.List(traitlets.Dict()).tag(sync=True)
    selected = traitlets.Unicode(help="a name in texts").tag(sync=True)
    n_match = traitlets.Int(2, help="tokens that have to match").tag(sync=True)
    n_draft = traitlets.Int(7, help="tokens drafted at most").tag(sync=True)
    price = traitlets.Int(10, help="of a drafted token, in percent of a pass").tag(sync=True)
    step = traitlets.Int(1, help="the pass shown, counted from 1").tag(sync=True)

    def __init__(self, texts: Mapping[str, tuple[Tokens, Tokens]], *, caption: str = "") -> None:
        if not texts:
            raise ValueError("DraftWalk needs at least one text to start from.")
        for name, (prompt, written) in texts.items():
            if not prompt or not written:
                raise ValueError(f"the text {name!r} needs a prompt and a continuation.")
        super().__init__(
            texts=[
                {
                    "name": name,
                    "n_read": len(prompt),
                    "ids": [token_id for token_id, _ in (*prompt, *written)],
                    "words": [word for _, word in (*prompt, *written)],
                }
                for name, (prompt, written) in texts.items()
            ],
            selected=next(iter(texts)),
            caption=caption,
        )

    def still_html(self) -> str:
        """How many tokens and passes each text takes, as a table."""
        headers = ("text", "tokens written", "passes", "tokens guessed", "guesses that stand")
        head = "".join(f'<th scope="col">{text}</th>' for text in headers)
        rows = ""
        for text in self.texts:
            passes = walk(text["ids"], text["n_read"], self.n_match, self.n_draft)
            numbers = (
                len(text["ids"]) - text["n_read"],
                len(passes),
                sum(len(one.drafted) for one in passes),
                sum(one.n_accepted for one in passes),
            )
            cells = "".join(f"<td>{number}</td>" for number in numbers)
            rows += f'<tr><th scope="row">{html.escape(text["name"])}</th>{cells}</tr>'
        caption = f"{self.n_match} tokens have to match, at most {self.n_draft} are drafted"
        return (
            f'<div class="figure-scroll"><table class="walk-still"><caption>{caption}</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
        )


def walk(token_ids: Sequence[int], n_read: int, n_match: int, n_draft: int) -> list[Pass]:
    """Return the passes in which a model writes a greedy text behind the first ``n_read`` tokens.

    >>> walk([1, 2, 3, 1, 2, 3, 1], 5, n_match=2, n_draft=4)
    [Pass(drafted=[3], added=[3, 1])]
    """
    text, goal, passes = list(token_ids[:n_read]), len(token_ids), []
    while len(text) < goal:
        drafted = draft_from_text(text, n_match, min(n_draft, goal - len(text) - 1))
        added = accepted(drafted, token_ids[len(text) : len(text) + len(drafted) + 1])
        passes.append(Pass(drafted, added))
        text += added
    return passes
