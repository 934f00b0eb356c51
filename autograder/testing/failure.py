"""A failed check, told in the words that a student needs.

A message says what was expected, what came, the likely cause and where to reread. What a hidden
test expects is never among them: a check puts values into a message only where its author says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, TypedDict

from torch import Tensor

from autograder.testing.notebook_errors import in_short

STUB = "Replace this line"
"""How the line begins that stands for a solution; PyTorch raises `NotImplementedError` as well."""

LARGEST_SHOWN = 36  # numbers; more do not help the eye

Mistakes = Mapping[str, Any]
"""What each misconception would give (a value, or a way to it), by the sentence that names it.

A misconception with several answers has them as `any_of`.
"""


@dataclass(frozen=True)
class AnyOf:
    """The answers of one misconception that can be had in several ways."""

    answers: tuple[object, ...]


def any_of(*answers: object) -> AnyOf:
    """Return one entry of `mistakes` that stands for each of these values, or ways to one.

    >>> any_of(2, 3)
    AnyOf(answers=(2, 3))
    """
    return AnyOf(answers)


class Advice(TypedDict, total=False):
    """What a check can add to the bare facts: on what input, the likely cause, what to reread."""

    given: str
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

    share = 0.0
    """What part of the test's points is earned all the same."""

    def __init__(
        self,
        problem: str,
        *,
        expected: str = "",
        got: str = "",
        given: str = "",
        hint: str = "",
        reread: str = "",
    ):
        self.problem, self.expected, self.got = problem, expected, got
        self.given, self.hint, self.reread = given, hint, reread
        lines = [f"  {label:<9} {text}" for label, text in self.details.items()]
        super().__init__("\n".join([problem, *lines]))

    def _render_traceback_(self) -> list[str]:
        return in_short(self)

    @property
    def details(self) -> dict[str, str]:
        """What is known beside the problem, by the label that students see."""
        known = {
            "expected": self.expected,
            "got": self.got,
            "given": self.given,
            "likely": self.hint,
            "reread": self.reread,
        }
        return {label: text for label, text in known.items() if text}


def likely_cause(
    mistakes: Mistakes | None, matches: Callable[[object], bool], advice: Advice
) -> Advice:
    """Name the misconception whose result came, or both where two fit; else keep the advice."""
    fitting = [sentence for sentence, wrong in (mistakes or {}).items() if _fits(wrong, matches)]
    if len(fitting) in (1, 2):  # on a case where more coincide, none of them is shown to be it
        return Advice(**{**advice, "hint": "; or: ".join(fitting)})
    return advice


def _fits(wrong: object, matches: Callable[[object], bool]) -> bool:
    if callable(wrong):
        try:
            wrong = wrong()
        except (ArithmeticError, LookupError, RuntimeError, TypeError, ValueError):
            return False  # this way of being wrong has no answer here
    if isinstance(wrong, AnyOf):
        return any(_fits(answer, matches) for answer in wrong.answers)
    return matches(wrong)


def mistaken(ways: Mapping[str, Callable], *inputs: object) -> Mistakes:
    """Return what each of these wrong ways answers to the inputs; worked out if a check fails.

    >>> mistakes = mistaken({"the sum is not halved": lambda a, b: a + b}, 3, 5)
    >>> mistakes["the sum is not halved"]()
    8
    """
    kept = [item.detach().clone() if isinstance(item, Tensor) else item for item in inputs]
    return {sentence: partial(way, *kept) for sentence, way in ways.items()}


def is_stub(error: Exception) -> bool:
    """Say whether an error means that nothing has been written yet.

    >>> is_stub(NotImplementedError()), is_stub(NotImplementedError("not for 'BFloat16'"))
    (True, False)
    """
    said = str(error)
    return isinstance(error, NotImplementedError) and (not said or said.startswith(STUB))


def describe(value: object) -> str:
    """Describe a value in one line: its numbers where they are few, else its kind and size.

    >>> describe([1, 2.5]), describe(None)
    ('[1, 2.5]', 'None')
    """
    if type(value) is not Tensor:
        try:
            text = repr(value)
        except Exception:  # an integer of thousands of digits, an object in the making
            text = f"a value of type {type(value).__name__}"
        return text if len(text) <= 200 else f"{text[:200]} … ({type(value).__name__})"
    kind = f"shape {tuple(value.shape)}, {str(value.dtype).removeprefix('torch.')}"
    if value.numel() > LARGEST_SHOWN or value.device.type == "meta":
        return f"a tensor of {kind}"
    return f"{_rounded(value.tolist())} ({kind})"


def _rounded(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_rounded, value))}]"
    return f"{value:.10g}" if isinstance(value, float) else str(value)
