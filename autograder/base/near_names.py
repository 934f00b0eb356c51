"""What somebody probably meant who mistyped a name."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

MOST_NAMES = 12


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence on a name that is not known.

    >>> did_you_mean("adda", ["ada", "blaise"])
    "there is no 'adda'; did you mean 'ada'?"
    >>> did_you_mean("zoe", ["ada", "blaise"])
    "there is no 'zoe'; expected one of: ada, blaise"
    """
    known = sorted(known)
    near = difflib.get_close_matches(name, known, n=3, cutoff=0.6)
    if near:
        return f"there is no {name!r}; did you mean {' or '.join(map(repr, near))}?"
    more = f", and {len(known) - MOST_NAMES} more" if len(known) > MOST_NAMES else ""
    listed = f"expected one of: {', '.join(known[:MOST_NAMES])}{more}" if known else "nor any other"
    return f"there is no {name!r}; {listed}"
