"""Comparisons of tensors that cannot be talked round.

Each looks at type, then shape, dtype, finiteness and value, and stops at the first that is wrong.
Values are read out as plain Python numbers before they are compared: numbers have no `__eq__` of
their own making, do not broadcast, and NaN equals nothing. PyTorch's methods are the ones that it
had when this module was imported.
"""

import math
from collections.abc import Sequence
from typing import Unpack

import torch
from torch import Tensor, nn

from autograder.testing.failure import (
    LARGEST_SHOWN,
    Advice,
    CheckFailed,
    Mistakes,
    describe,
    likely_cause,
)
from autograder.testing.nearness import bound_of_mistakes, difference

ROUNDED = (
    "these numbers were computed in float32 and stored as float64 afterwards: look for `.float()`, "
    "and for `torch.tensor`, `torch.zeros` and the like without a dtype"
)
_detach, _flatten, _tolist, _numpy = Tensor.detach, Tensor.flatten, Tensor.tolist, Tensor.numpy
_WHOLE_NUMBERS = (torch.bool, torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64)


def check_tensor(got: object, what: str, **advice: Unpack[Advice]) -> None:
    """Require a plain, dense tensor on the CPU.

    >>> check_tensor([1.0, 2.0], "the output")
    Traceback (most recent call last):
    autograder.testing.failure.CheckFailed: the output: expected a plain torch.Tensor, got list
    """
    _tensor(got, what, advice)


def check_shape(
    got: object,
    shape: Sequence[int],
    what: str,
    *,
    mistakes: Mistakes | None = None,
    **advice: Unpack[Advice],
) -> None:
    """Require a tensor of exactly this shape; `mistakes` are shapes that name their cause.

    >>> check_shape(torch.zeros(3, 2), (2, 3), "the output", mistakes={"it is transposed": (3, 2)})
    Traceback (most recent call last):
    autograder.testing.failure.CheckFailed: the output: wrong shape
      expected  (2, 3)
      got       (3, 2)
      likely    it is transposed
    """
    expected, came = tuple(shape), tuple(_tensor(got, what, advice).shape)
    if came != expected:
        short = {"an axis of length 1 is missing": tuple(n for n in expected if n != 1)}
        known = dict(mistakes or {}) if advice.get("hint") else short | dict(mistakes or {})
        advice = likely_cause(known, lambda wrong: wrong == came, advice)
        problem = f"{what}: wrong shape"
        raise CheckFailed(problem, expected=str(expected), got=str(came), **advice)


def check_dtype(got: object, dtype: torch.dtype, what: str, **advice: Unpack[Advice]) -> None:
    """Require a tensor of exactly this dtype.

    >>> check_dtype(torch.zeros(2), torch.float64, "the output")
    Traceback (most recent call last):
    autograder.testing.failure.CheckFailed: the output: wrong dtype
      expected  torch.float64
      got       torch.float32
    """
    came = _tensor(got, what, advice).dtype
    if came != dtype:
        problem = f"{what}: wrong dtype"
        raise CheckFailed(problem, expected=str(dtype), got=str(came), **advice)


def check_finite(got: object, what: str, **advice: Unpack[Advice]) -> None:
    """Require a tensor without NaN and infinities.

    >>> check_finite(torch.tensor([1.0, math.nan]), "the weights")
    Traceback (most recent call last):
    autograder.testing.failure.CheckFailed: the weights: 1 of 2 numbers are not finite, such as nan
    """
    values = _numbers(_tensor(got, what, advice))
    bad = [value for value in values if not math.isfinite(value)]
    if bad:
        problem = f"{what}: {len(bad)} of {len(values)} numbers are not finite, such as {bad[0]}"
        raise CheckFailed(problem, **advice)


def check_close(
    got: object,
    expected: Tensor,
    what: str,
    *,
    tolerance: float = 1e-9,
    show: bool = False,
    mistakes: Mistakes | None = None,
    **advice: Unpack[Advice],
) -> None:
    """Require the expected tensor, up to `tolerance`: absolute below 1, relative above.

    `show=True` puts both values into the message: for worked examples only. A known one of the
    `mistakes` is named wherever it shows: in a wrong shape, in NaN, in the values. The hint is for
    values alone.

    >>> wrong = {"the sum is not divided": torch.tensor(6.0)}
    >>> check_close(torch.tensor(6.0), torch.tensor(2.0), "the mean", mistakes=wrong)
    Traceback (most recent call last):
    autograder.testing.failure.CheckFailed: the mean: wrong values (largest difference 2, shape ())
      likely    the sum is not divided
    """
    worst = _largest_difference(got, expected)
    near = bound_of_mistakes(worst)

    def cause(otherwise: Advice) -> Advice:
        return likely_cause(
            mistakes,
            lambda wrong: _largest_difference(got, wrong, same_nan=True) < near,
            otherwise,
        )

    unexplained = advice.copy()
    unexplained.pop("hint", None)
    tensor = _tensor(got, what, unexplained)
    if tensor.shape != expected.shape:
        check_shape(got, expected.shape, what, **cause(unexplained))
    check_dtype(got, expected.dtype, what, **unexplained)
    if worst <= tolerance:
        return
    check_finite(got, what, **cause(unexplained))
    if _is_rounded(tensor, expected):
        advice["hint"] = ROUNDED
    else:
        advice = cause(advice)
    if show and expected.numel() <= LARGEST_SHOWN:
        problem = f"{what}: wrong values"
        raise CheckFailed(problem, expected=describe(expected), got=describe(got), **advice)
    where = f"largest difference {worst:.3g}, shape {tuple(expected.shape)}"
    raise CheckFailed(f"{what}: wrong values ({where})", **advice)


def _tensor(got: object, what: str, advice: Advice) -> Tensor:
    # `type`, not `isinstance`: a subclass may answer every question as it likes.
    if type(got) is not Tensor and type(got) is not nn.Parameter:
        name = type(got).__name__
        raise CheckFailed(f"{what}: expected a plain torch.Tensor, got {name}", **advice)
    if got.device.type != "cpu" or got.layout != torch.strided:
        problem = f"{what}: expected a dense tensor on the CPU, got {got.layout} on {got.device}"
        raise CheckFailed(problem, **advice)
    return got


def _largest_difference(got: object, expected: object, same_nan: bool = False) -> float:
    if not isinstance(got, Tensor) or not isinstance(expected, Tensor):
        return math.inf
    if type(got) not in (Tensor, nn.Parameter):  # a subclass may answer as it likes
        return math.inf
    if got.shape != expected.shape or got.device.type != "cpu" or got.layout != torch.strided:
        return math.inf
    if got.dtype == expected.dtype in _WHOLE_NUMBERS and _bytes(got) == _bytes(expected):
        return 0.0  # at once, for tables of a million entries; floats have NaN and two zeros
    ours, theirs = _numbers(got), _numbers(expected)
    if ours == theirs:  # most often; NaN equals nothing here either
        return 0.0
    if same_nan:
        pairs = zip(ours, theirs, strict=True)
        return max((difference(a, b) for a, b in pairs if a == a or b == b), default=0.0)
    return max(map(difference, ours, theirs), default=0.0)


def _is_rounded(got: Tensor, expected: Tensor) -> bool:
    """Whether float64 numbers are nearly right, and each of them is one of float32's."""
    if got.dtype != torch.float64 or _largest_difference(got, expected) > 1e-6:
        return False
    rounded = [_numbers(tensor) == _numbers(tensor.detach().float()) for tensor in (got, expected)]
    return rounded == [True, False]


def _numbers(tensor: Tensor) -> list[float]:
    with torch._C.DisableTorchFunction():
        return _tolist(_flatten(_detach(tensor)))


def _bytes(tensor: Tensor) -> bytes:
    with torch._C.DisableTorchFunction():
        return _numpy(_detach(tensor)).tobytes()
