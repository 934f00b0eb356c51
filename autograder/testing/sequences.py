"""Reading lists of token ids, and of pairs of them, that a student's function returned.

Whatever whole numbers a student used, a check sees Python's own ints in a list.
"""

import operator
from typing import Unpack

from autograder.testing.failure import Advice, CheckFailed, describe


def read_ids(got: object, what: str, **advice: Unpack[Advice]) -> list[int]:
    """Turn a returned list or tuple of whole numbers into a list of ints; refuse all else.

    >>> read_ids((3, 5), "ids")
    [3, 5]
    """
    if not isinstance(got, list | tuple):
        raise CheckFailed(
            f"{what}: expected a list of whole numbers, got {describe(got)}", **advice
        )
    return [_whole(number, what, advice) for number in got]


def read_pairs(got: object, what: str, **advice: Unpack[Advice]) -> list[tuple[int, int]]:
    """Turn a returned list of pairs of whole numbers into a list of tuples; refuse all else.

    >>> read_pairs([[1, 2]], "merges")
    [(1, 2)]
    """
    if not isinstance(got, list | tuple):
        raise CheckFailed(f"{what}: expected a list of pairs, got {describe(got)}", **advice)
    pairs = []
    for item in got:
        pair = read_ids(item, f"an entry of {what}", **advice)
        if len(pair) != 2:
            problem = f"{what}: every entry is a pair"
            raise CheckFailed(problem, got=describe(list(pair)), **advice)
        pairs.append((pair[0], pair[1]))
    return pairs


def _whole(number: object, what: str, advice: Advice) -> int:
    try:
        if not isinstance(number, bool):
            return operator.index(number)  # type: ignore[arg-type]
    except (TypeError, RuntimeError, ValueError):
        pass
    raise CheckFailed(f"{what}: expected whole numbers, got {describe(number)}", **advice)
