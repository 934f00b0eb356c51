"""Partial credit: the parts of one test, each of which earns its share by itself."""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

from autograder.testing.failure import CheckFailed, is_stub


class PartlyFailed(CheckFailed):
    """Some parts of a test did not hold; `share` of its points is earned all the same.

    >>> first = CheckFailed("half of 3: wrong count")
    >>> PartlyFailed(first, "halves", "1 of 2 parts hold", share=0.25).share
    0.25
    """

    def __init__(self, first: CheckFailed, name: str, counts: str, share: float):
        super().__init__(
            f"{counts}; {name}: {first.problem}",
            expected=first.expected,
            got=first.got,
            given=first.given,
            hint=first.hint,
            reread=first.reread,
        )
        self.share = share


@contextmanager
def parts() -> Iterator[Callable[[str, float], AbstractContextManager[None]]]:
    """Let several parts of a test fail and hold independently.

    >>> with parts() as part:
    ...     with part("addition", 1):
    ...         assert 1 + 1 == 2
    ...     with part("halves", 3):
    ...         raise CheckFailed("half of 3: wrong count", got="1")
    Traceback (most recent call last):
    autograder.testing.partial.PartlyFailed: 1 of 2 parts hold; halves: half of 3: wrong count
      got       1
    """
    weights: list[float] = []
    failed: list[tuple[str, float, Exception]] = []

    @contextmanager
    def part(name: str, weight: float = 1) -> Iterator[None]:
        weights.append(weight)
        try:
            yield
        except Exception as error:
            if is_stub(error):
                raise
            failed.append((name, weight, error))

    yield part
    if failed:
        name, _, error = failed[0]
        first = error if isinstance(error, CheckFailed) else CheckFailed(_text(error))
        counts = f"{len(weights) - len(failed)} of {len(weights)} parts hold"
        lost = sum(weight for _, weight, _ in failed)
        share = 0.0 if len(failed) == len(weights) else 1 - lost / sum(weights)
        raise PartlyFailed(first, name, counts, share) from error


def _text(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"
