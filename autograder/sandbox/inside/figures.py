"""A figure of its own for each call of a student's plotting function.

pyplot keeps a current figure between calls, so that one call would draw over the last one's.
"""

import contextlib
import sys
from collections.abc import Iterator

from autograder.testing.heatmaps import OPEN_BEFORE


@contextlib.contextmanager
def fresh_figure() -> Iterator[None]:
    """Let what is drawn inside go to a new figure, and close what was opened."""
    earlier = _open_figures()
    if "matplotlib.pyplot" in sys.modules:  # most notebooks never import it
        sys.modules["matplotlib.pyplot"].figure(label=OPEN_BEFORE)
    try:
        yield
    finally:
        for number in set(_open_figures()) - set(earlier):
            sys.modules["matplotlib.pyplot"].close(number)


def _open_figures() -> list[int]:
    pyplot = sys.modules.get("matplotlib.pyplot")
    return [] if pyplot is None else pyplot.get_fignums()
