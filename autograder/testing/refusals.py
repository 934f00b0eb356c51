"""Bad input must be refused, in words, and not turned into a wrong result."""

from collections.abc import Callable
from typing import Unpack

from autograder.testing.failure import Advice, CheckFailed, describe
from autograder.testing.notebook_errors import show_in_short


def check_refused(function: Callable, *inputs: object, what: str, **advice: Unpack[Advice]) -> None:
    """Require that a student's function answers these inputs with a `ValueError`.

    Any other error counts as an accident. Call the function on good inputs in the same test: one
    that refuses everything would pass here.

    >>> check_refused(int, "seven", what="int of a word")
    """
    try:
        returned = function(*inputs)
    except CheckFailed:
        raise
    except NotImplementedError as error:
        show_in_short(error)
        raise
    except ValueError:
        return
    except Exception as error:
        came = f"{type(error).__name__}: {str(error).strip()[:200]}"
        raise CheckFailed(f"{what}", expected="a ValueError", got=came, **advice) from error
    raise CheckFailed(f"{what}", expected="a ValueError", got=describe(returned), **advice)
