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

_detach, _flatten, _tolist = Tensor.detach, Tensor.flatten, Tensor.tolist


def check_tensor(got: object, what: str, **advice: Unpack[Advice]) -> None:
    """Require a plain, dense tensor on the CPU."""
    _tensor(got, what, advice)


def check_shape(got: object, shape: Sequence[int], what: str, **advice: Unpack[Advice]) -> None:
    """Require a tensor of exactly this shape."""
    expected, came = tuple(shape), tuple(_tensor(got, what, advice).shape)
    if came != expected:
        problem = f"{what}: wrong shape"
        raise CheckFailed(problem, expected=str(expected), got=str(came), **advice)


def check_dtype(got: object, dtype: torch.dtype, what: str, **advice: Unpack[Advice]) -> None:
    """Require a tensor of exactly this dtype."""
    came = _tensor(got, what, advice).dtype
    if came != dtype:
        problem = f"{what}: wrong dtype"
        raise CheckFailed(problem, expected=str(dtype), got=str(came), **advice)


def check_finite(got: object, what: str, **advice: Unpack[Advice]) -> None:
    """Require a tensor without NaN and infinities."""
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

    `show=True` puts both values into the message: for worked examples only. The hint is about
    values; a wrong shape or dtype speaks for itself, or is that of one of the `mistakes`.
    """

    def cause(otherwise: Advice) -> Advice:
        return likely_cause(
            mistakes, lambda wrong: _largest_difference(got, wrong) < 1e-6, otherwise
        )

    if _tensor(got, what, advice).shape != expected.shape:
        check_shape(got, expected.shape, what, **cause({}))
    check_dtype(got, expected.dtype, what, hint="results have the dtype of the inputs")
    check_finite(got, what, **advice)
    worst = _largest_difference(got, expected)
    if worst <= tolerance:
        return
    if 1e-10 < worst < 1e-6 and expected.dtype == torch.float64:
        advice["hint"] = (
            "exact to float32 only: something on the way, like torch.tensor(7.0), is no float64"
        )
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


def _largest_difference(got: object, expected: object) -> float:
    if not isinstance(got, Tensor) or not isinstance(expected, Tensor):
        return math.inf
    if got.shape != expected.shape:
        return math.inf
    ours, theirs = _numbers(got), _numbers(expected)
    if ours == theirs:  # most often; NaN equals nothing here either
        return 0.0
    return max(map(_difference, ours, theirs))


def _difference(a: float, b: float) -> float:
    difference = abs(a - b) / max(1.0, abs(b))
    return math.inf if math.isnan(difference) else difference  # `max` would pass over NaN


def _numbers(tensor: Tensor) -> list[float]:
    with torch._C.DisableTorchFunction():
        return _tolist(_flatten(_detach(tensor)))
