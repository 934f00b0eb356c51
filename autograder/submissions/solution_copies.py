"""Copies of one solution cell in a notebook: which of them run.

JupyterLab's *Split Cell* and *Paste* copy nbgrader's mark. All copies run, in order, so that both
halves of a split cell count, and what is defined last holds.
"""

from __future__ import annotations

from collections.abc import Sequence


def copies_that_run(sources: Sequence[str], untouched: str) -> list[int]:
    """Places of the copies that run; the last of them is the solution, the others go before it.

    A copy that is untouched, or all comments, hides nothing that was written; of equal ones the
    last counts.

    >>> copies_that_run(["a = 1", "# a = 2", "a = 1", "stub"], "stub")
    [2]
    """
    texts = [source.strip() for source in sources]
    last = {text: place for place, text in enumerate(texts)}
    places = sorted(last.values())
    written = [p for p in places if texts[p] != untouched.strip() and not _only_comments(texts[p])]
    return written or places[-1:]


def _only_comments(source: str) -> bool:
    return all(line.strip().startswith("#") or not line.strip() for line in source.splitlines())
