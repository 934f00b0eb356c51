"""A failed check, told in the words that a student needs.

A message says what was expected, what came, the likely cause and where to reread. What a hidden
test expects is never among them: a check puts values into a message only where its author says so.
"""

from collections.abc import Callable, Mapping
from typing import TypedDict

from torch import Tensor

LARGEST_SHOWN = 36  # numbers; more do not help the eye

Mistakes = Mapping[str, object]
"""What each misconception would give, by the sentence that names it: a value, or a way to it."""


class Advice(TypedDict, total=False):
    """What a check can add to the bare facts: the likely cause, and what to reread."""

    hint: str
    reread: str


class CheckFailed(AssertionError):  # noqa: N818 - students read this name
    """A check that did not hold.

    >>> print(CheckFailed("output: wrong shape", expected="(2, 3)", got="(3, 2)", reread="Shapes"))
    output: wrong shape
      expected  (2, 3)
      got       (3, 2)
      reread    Shapes
    """

    def __init__(
        self, problem: str, *, expected: str = "", got: str = "", hint: str = "", reread: str = ""
    ):
        self.problem, self.expected, self.got = problem, expected, got
        self.hint, self.reread = hint, reread
        details = {"expected": expected, "got": got, "likely": hint, "reread": reread}
        lines = [f"  {label:<9} {text}" for label, text in details.items() if text]
        super().__init__("\n".join([problem, *lines]))


def likely_cause(
    mistakes: Mistakes | None, matches: Callable[[object], bool], advice: Advice
) -> Advice:
    """Name the misconception whose result came, where one of them fits; else keep the advice."""
    for sentence, wrong in (mistakes or {}).items():
        if matches(wrong() if callable(wrong) else wrong):
            return Advice(hint=sentence, reread=advice.get("reread", ""))
    return advice


def describe(value: object) -> str:
    """Describe a value in one line: its numbers where they are few, else its kind and size.

    >>> describe([1, 2.5]), describe(None)
    ('[1, 2.5]', 'None')
    """
    if type(value) is not Tensor:
        text = repr(value)
        return text if len(text) <= 200 else f"{text[:200]} … ({type(value).__name__})"
    kind = f"shape {tuple(value.shape)}, {str(value.dtype).removeprefix('torch.')}"
    if value.numel() > LARGEST_SHOWN or value.device.type == "meta":
        return f"a tensor of {kind}"
    return f"{_rounded(value.tolist())} ({kind})"


def _rounded(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_rounded, value))}]"
    return f"{value:.10g}" if isinstance(value, float) else str(value)
