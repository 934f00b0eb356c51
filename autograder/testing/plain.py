"""Comparisons of plain data: counts, and lists of words, numbers and truth values.

What a student returns is first turned into Python's own int, float, bool or str, whose equality
is known; an object that claims to equal everything gets no say.
"""

import operator
from collections.abc import Sequence
from typing import Unpack

import numpy as np

from autograder.testing.failure import Advice, CheckFailed, Mistakes, describe, likely_cause
from autograder.testing.nearness import bound_of_mistakes, difference


def check_count(
    got: object,
    expected: int,
    what: str,
    *,
    whole: bool = True,
    show: bool = False,
    mistakes: Mistakes | None = None,
    **advice: Unpack[Advice],
) -> None:
    """Require a count that is exact to the last digit, and of an integer type.

    `whole=False` lets 8.0 pass for 8: for tests whose idea is not the type.
    `show=True` puts the expected count into the message: for worked examples only.

    >>> check_count(12, 12, "parameters")
    >>> check_count(12.0, 12, "parameters")
    Traceback (most recent call last):
    autograder.testing.failure.CheckFailed: parameters: expected an integer
      got       the float 12.0
    """
    number = read_number(got, what, **advice)
    if whole and isinstance(number, float):
        raise CheckFailed(f"{what}: expected an integer", got=f"the float {number:,}", **advice)
    if number == expected:
        return
    advice = likely_cause(mistakes, lambda wrong: wrong == number, advice)
    shown = f"{expected:,}" if show else ""
    raise CheckFailed(f"{what}: wrong count", expected=shown, got=f"{number:,}", **advice)


def check_number(
    got: object,
    expected: float,
    what: str,
    *,
    tolerance: float = 1e-9,
    show: bool = False,
    mistakes: Mistakes | None = None,
    **advice: Unpack[Advice],
) -> None:
    """Require a number, up to `tolerance`: absolute below 1, relative above.

    `show=True` puts the expected number into the message: for worked examples only.

    >>> check_number(0.1 + 0.2, 0.3, "the sum")
    """
    number = read_number(got, what, **advice)
    wrong_by = difference(number, expected)
    if wrong_by <= tolerance:
        return
    near = bound_of_mistakes(wrong_by)
    advice = likely_cause(
        mistakes,
        lambda wrong: isinstance(wrong, int | float) and difference(number, wrong) < near,
        advice,
    )
    shown = f"{expected:.10g}" if show else ""
    came = f"{number:.10g}" if abs(number) < 1e300 else describe(number)
    raise CheckFailed(f"{what}: wrong value", expected=shown, got=came, **advice)


def read_number(got: object, what: str, **advice: Unpack[Advice]) -> int | float:
    """Turn a returned number into Python's own int or float; refuse everything else.

    >>> import numpy as np
    >>> read_number(np.int64(3), "count"), read_number(2.5, "count")
    (3, 2.5)
    """
    if not isinstance(got, bool | str):
        for convert in (operator.index, float):
            try:
                return convert(got)  # type: ignore[arg-type]
            except (TypeError, ValueError, RuntimeError):
                continue
    raise CheckFailed(f"{what}: expected a number, got {describe(got)}", **advice)


def read_truth(got: object, what: str = "the verdict", **advice: Unpack[Advice]) -> bool:
    """Turn what came into Python's own True or False; refuse what is neither and has no truth.

    >>> read_truth(np.bool(True)), read_truth(0)
    (True, False)
    """
    try:
        return bool(got)
    except (RuntimeError, TypeError, ValueError):  # many numbers have no single truth
        problem = f"{what}: expected True or False, got {describe(got)}"
    raise CheckFailed(problem, **advice)


def check_equal(
    got: object,
    expected: object,
    what: str,
    *,
    show: bool = False,
    mistakes: Mistakes | None = None,
    **advice: Unpack[Advice],
) -> None:
    """Require the same truth value, whole number or word, or the same list or tuple of them.

    >>> check_equal(["a", "b"], ["b", "a"], "the order")
    Traceback (most recent call last):
    autograder.testing.failure.CheckFailed: the order: not what was expected
      got       ['a', 'b']
    """
    if not _same(got, expected):
        advice = likely_cause(mistakes, lambda wrong: _same(got, wrong), advice)
        shown = describe(expected) if show else ""
        problem = f"{what}: not what was expected"
        raise CheckFailed(problem, expected=shown, got=describe(got), **advice)


def check_true(holds: bool, claim: str, **advice: Unpack[Advice]) -> None:
    """Require that a claim holds; the claim is the message if it does not.

    >>> check_true(1 + 1 == 3, "one and one are three")
    Traceback (most recent call last):
    autograder.testing.failure.CheckFailed: not so: one and one are three
    """
    if not holds:
        raise CheckFailed(f"not so: {claim}", **advice)


def check_keys(got: object, keys: Sequence[str], what: str, **advice: Unpack[Advice]) -> None:
    """Require a dictionary with exactly these keys, in any order.

    >>> check_keys({"weights": 1}, ["weights", "bias"], "the parts")
    Traceback (most recent call last):
    autograder.testing.failure.CheckFailed: the parts: wrong keys
      expected  weights, bias
      got       weights
    """
    if not isinstance(got, dict):  # a Counter is one
        raise CheckFailed(f"{what}: expected a dict, got {type(got).__name__}", **advice)
    if not _same(sorted(map(str, got)), sorted(keys)):
        raise CheckFailed(
            f"{what}: wrong keys", expected=", ".join(keys), got=", ".join(map(str, got)), **advice
        )


def _same(got: object, expected: object) -> bool:
    if isinstance(expected, bool):
        return isinstance(got, bool | np.bool) and bool(got) is expected
    if isinstance(expected, str):
        return isinstance(got, str) and str.__eq__(expected, got) is True
    if isinstance(expected, list | tuple) and isinstance(got, type(expected)):
        return len(got) == len(expected) and all(map(_same, got, expected))
    for kind in (int, float):  # a member of an `IntEnum` is a number too
        if type(expected) is kind:
            return isinstance(got, kind) and not isinstance(got, bool) and kind(got) == expected
    return type(got) is type(expected) and got == expected
