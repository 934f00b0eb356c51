"""Bad input must be refused, in words, and not turned into a wrong result."""

import re
from collections.abc import Callable, Sequence
from typing import Unpack

from autograder.testing.calls import copies
from autograder.testing.failure import Advice, CheckFailed, describe, is_stub
from autograder.testing.notebook_errors import show_in_short


def check_refused(
    function: Callable,
    *inputs: object,
    what: str,
    naming: Sequence[int | str] = (),
    **advice: Unpack[Advice],
) -> None:
    """Require that a student's function answers these inputs with a `ValueError`.

    Any other error counts as an accident. What is to be named stands in its message. Look
    at the function's result for good inputs in the same test: one that refuses everything would
    pass here.

    >>> check_refused(int, "seven", what="int of a word")
    """
    try:
        returned = function(*copies(inputs))
    except CheckFailed:
        raise
    except ValueError as error:
        missing = [n for n in naming if not re.search(rf"(?<![\d.]){n}(?![\d])", str(error))]
        if missing:
            expected = f"a ValueError that names {' and '.join(map(str, naming))}"
            came = f"ValueError: {str(error).strip()[:200]}"
            raise CheckFailed(what, expected=expected, got=came, **advice) from error
        return
    except Exception as error:
        if is_stub(error):
            show_in_short(error)
            raise
        came = f"{type(error).__name__}: {str(error).strip()[:200]}"
        raise CheckFailed(f"{what}", expected="a ValueError", got=came, **advice) from error
    raise CheckFailed(f"{what}", expected="a ValueError", got=describe(returned), **advice)
