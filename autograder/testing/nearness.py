"""How far numbers lie apart, and when a wrong one is a known mistake's."""

import math


def difference(number: float, other: float) -> float:
    """How far `number` is from `other`: absolute below 1, relative above; infinite if not at all.

    >>> difference(0.5, 0.25), difference(30, 20), difference(5, math.inf)
    (0.25, 0.5, inf)
    """
    if number == other:  # two infinities as well
        return 0.0
    try:
        found = abs(number - other) / max(1.0, abs(other))
    except OverflowError:  # an integer that no float holds
        return math.inf
    return math.inf if math.isnan(found) else found  # `max` would pass over NaN


def bound_of_mistakes(wrong_by: float) -> float:
    """How near a known mistake an answer must be to be called it: nearer by far than to the truth.

    >>> bound_of_mistakes(3.0), bound_of_mistakes(1e-8)
    (1e-06, 1e-09)
    """
    return min(1e-6, wrong_by / 10)
