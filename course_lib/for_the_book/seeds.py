"""The seeds of a page's experiments, all from one place: a page runs again under others."""

import os

FIRST_SEED = "PAGE_SEED"  # the environment variable that moves all seeds of a page


def seeds(n: int) -> list[int]:
    """Return the seeds of an experiment that is made ``n`` times.

    A test sets ``PAGE_SEED`` and runs a page again: what the page asserts must hold there too.

    >>> seeds(3)
    [0, 1, 2]
    """
    first = int(os.environ.get(FIRST_SEED, "0"))
    return list(range(first, first + n))
