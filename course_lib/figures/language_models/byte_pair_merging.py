"""Byte-pair encoding of a short text, one merge at a time; the reader may type another text.

Words are cut at spaces and take the space before them along. The most frequent pair of neighbours
becomes one token; among equally frequent ones, the one with the smallest ids.
"""

import html
import re
from collections import Counter
from itertools import pairwise
from typing import NamedTuple

import traitlets

from course_lib.figures.movable_figure import MovableFigure, module_source, style_source
from course_lib.tokenization.byte_pair_training import Pair, merge_pair

LONGEST_TEXT = 160
WORD = re.compile(r" ?\S+|\s+")


class Merge(NamedTuple):
    """One merge: the two tokens that it joined, how often they stood side by side, and after it."""

    left: bytes
    right: bytes
    frequency: int
    tokens: list[bytes]


class BytePairMerging(MovableFigure):
    """The tokens of ``text`` after ``step`` merges, and the pairs that wait for the next one.

    Merging ends where no pair of neighbours occurs twice.
    """

    name = "byte_pair_merging"
    _esm = module_source("byte_pair_merging")
    _css = style_source("byte_pair_merging")

    text = traitlets.Unicode(help="the text that is learned from").tag(sync=True)
    step = traitlets.Int(0, help="merges done").tag(sync=True)
    longest = traitlets.Int(LONGEST_TEXT, help="characters that the text may have").tag(sync=True)

    def __init__(self, text: str, *, step: int = 0, caption: str = "") -> None:
        if not text.strip() or len(text) > LONGEST_TEXT:
            raise ValueError(
                f"text must have 1 to {LONGEST_TEXT} characters that can be seen, got {len(text)}: "
                "every token is drawn"
            )
        most = len(merges_of(text))
        if not 0 <= step <= most:
            raise ValueError(f"step must lie between 0 and {most}, got {step}")
        super().__init__(text=text, step=step, caption=caption)

    def still_html(self) -> str:
        """All merges as a table, one row each."""
        rows = "".join(
            f'<tr><th scope="row">{number}</th><td>{_shown(merge.left)} + {_shown(merge.right)}'
            f"</td><td>{merge.frequency}</td><td>{' | '.join(map(_shown, merge.tokens))}</td></tr>"
            for number, merge in enumerate(merges_of(self.text), start=1)
        )
        return (
            '<div class="figure-scroll"><table class="merges">'
            f"<caption>{html.escape(self.text)}: every merge, in order.</caption>"
            '<thead><tr><th scope="col">merge</th><th scope="col">joins</th>'
            '<th scope="col">side by side</th><th scope="col">tokens after it</th></tr></thead>'
            f"<tbody>{rows}</tbody></table></div>"
        )


def merges_of(text: str) -> list[Merge]:
    """Learn merges from a text until no pair of neighbours occurs twice.

    >>> [(merge.left, merge.right, merge.frequency) for merge in merges_of("banana bandana")]
    [(b'a', b'n', 4), (b'b', b'an', 2), (b'an', b'a', 2)]
    """
    spelled = {i: bytes([i]) for i in range(256)}
    words = [list(word.encode()) for word in WORD.findall(text)]
    merges: list[Merge] = []
    while (best := most_frequent_pair(words)) and best[1] > 1:
        (left, right), count = best
        new_id = len(spelled)
        words = [merge_pair(word, (left, right), new_id) for word in words]
        spelled[new_id] = spelled[left] + spelled[right]
        tokens = [spelled[i] for word in words for i in word]
        merges.append(Merge(spelled[left], spelled[right], count, tokens))
    return merges


def most_frequent_pair(words: list[list[int]]) -> tuple[Pair, int] | None:
    """Return the pair of neighbours that occurs most often, the smallest ids first, and its count.

    >>> most_frequent_pair([[1, 2, 3], [1, 2]])
    ((1, 2), 2)
    """
    counts = Counter(pair for word in words for pair in pairwise(word))
    return min(counts.items(), key=lambda item: (-item[1], item[0]), default=None)


def _shown(token: bytes) -> str:
    try:
        return html.escape(token.decode().replace(" ", "␣"))
    except UnicodeDecodeError:
        return " ".join(f"{byte:02X}" for byte in token)
