"""Laws that a right function obeys, whatever way it is written.

Inputs are named, `{"q": q, "k": k, "v": v}`: the names are for the messages, and the values are
passed in this order. `part` picks from what the function returns the tensor that the law is about;
left out, that is the result, or the first of several.
"""

import math
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Unpack

import torch
from torch import Tensor

from autograder.testing.calls import call, call_on, copies
from autograder.testing.draws import Draws
from autograder.testing.failure import Advice, CheckFailed, describe
from autograder.testing.tensors import check_close, check_tensor

Inputs = Mapping[str, Tensor]
Part = Callable[..., Tensor]

_equal, _grad = torch.equal, torch.autograd.grad
CUT = "`detach`, `.data`, `.item()`, `.tolist()`, NumPy and `no_grad` cut the way back"
PARTLY_CUT = f"one of several ways back may be cut: {CUT}"
WRITTEN = "`/=`, `*=` and methods that end in `_` write into the tensor that they are given"
CHANGED = "`append`, `pop`, `setdefault` and the like change the very list or dict: work on a copy"
STEPS = (1e-5, 1e-6, 1e-4)  # a right gradient agrees with one of them; steep functions need small


def first(returned):
    """Return the result itself, or the first of several; of none, a failed check.

    >>> first(("output", "weights"))
    'output'
    """
    if not isinstance(returned, tuple | list):
        return returned
    if not returned:
        problem = f"the result is an empty {type(returned).__name__}"
        raise CheckFailed(problem, expected="a tensor, or several", got=describe(returned))
    return returned[0]


def everything(returned) -> Tensor:
    """Return all numbers of the result, or of several, in one row.

    >>> everything((torch.tensor([1, 2]), torch.tensor([[3], [4]])))
    tensor([1, 2, 3, 4])
    """
    several = returned if isinstance(returned, tuple | list) else [returned]
    return torch.cat([torch.as_tensor(result).flatten() for result in several])


def check_inputs_unchanged(
    function: Callable, inputs: Mapping[str, object], **advice: Unpack[Advice]
) -> None:
    """Require that a call leaves every tensor bit for bit, and every list, as it was.

    >>> check_inputs_unchanged(lambda x: x.mul_(2), {"x": torch.ones(2)})
    Traceback (most recent call last):
    autograder.testing.failure.CheckFailed: your function changed its input x
      likely    `/=`, `*=` and methods that end in `_` write into the tensor that they are given
    """
    before: dict[str, Any] = dict(zip(inputs, copies([*inputs.values()]), strict=True))
    call_on(function, *inputs.values(), **advice)
    for name, now in inputs.items():
        if hint := _change(now, before[name]):
            problem = f"your function changed its input {name}"
            raise CheckFailed(problem, **_hinted(hint, advice))


def _change(now: object, before: object) -> str:
    """By which kind of mistake an input has changed; empty if it is what it was."""
    if isinstance(now, Tensor) and isinstance(before, Tensor):
        return "" if _equal(now, before) else WRITTEN
    if isinstance(now, list | tuple) and isinstance(before, list | tuple):
        if len(now) != len(before):
            return CHANGED
        return next(filter(None, map(_change, now, before)), "")
    if isinstance(now, dict) and isinstance(before, dict):
        if now.keys() != before.keys():
            return CHANGED
        return _change([*now.values()], [before[key] for key in now])
    return "" if type(now) is type(before) and now == before else CHANGED


def check_depends_on_inputs(
    function: Callable,
    inputs: Inputs,
    draw: Draws,
    part: Part = everything,
    **advice: Unpack[Advice],
) -> None:
    """Require that the result changes with every single input: a constant earns nothing.

    Here `part` is everything, unless another one is given.

    >>> inputs = {"x": torch.ones(2), "y": torch.ones(2)}
    >>> check_depends_on_inputs(lambda x, y: 2 * x, inputs, Draws("example"))
    Traceback (most recent call last):
    autograder.testing.failure.CheckFailed: the result does not depend on y
    """
    before = _number(function, inputs.values(), part, advice).clone()
    for name, tensor in inputs.items():
        moved = _moved(inputs, name, draw.normal(*tensor.shape))
        if _equal(before, _number(function, moved, part, advice)):
            raise CheckFailed(f"the result does not depend on {name}", **advice)


def check_small_case(
    function: Callable,
    inputs: Inputs,
    *expected: Tensor,
    tolerance: float = 1e-9,
    **advice: Unpack[Advice],
) -> None:
    """Require the right results on one small case: only with them does a law earn its points.

    Zeros have gradients, keep their dtype and leave inputs alone. Compute what is `expected` before
    the call, and choose a case that this test's law is not about: an attention of width 1 divides
    by √1, so that whoever forgets to divide loses the points for that once and not at every law.

    >>> check_small_case(lambda x: 2 * x, {"x": torch.tensor(3.0)}, torch.tensor(6.0))
    """
    returned = call(function, *inputs.values())
    results = returned if len(expected) > 1 and isinstance(returned, tuple | list) else [returned]
    if len(results) != len(expected):
        came = f"{len(results)} result" + "s" * (len(results) != 1)
        wanted = f"{len(expected)} results"
        raise CheckFailed("a small case", expected=wanted, got=came, **advice)
    for result, right in zip(results, expected, strict=True):
        what = "a small case, which has to be right before this test counts"
        check_close(result, right, what, tolerance=tolerance, **advice)


def check_unaffected(
    function: Callable,
    before: Inputs,
    after: Inputs,
    what: str,
    part: Part = first,
    tolerance: float = 1e-9,
    **advice: Unpack[Advice],
) -> None:
    """Require that this part of the result is the same for two sets of inputs.

    Which of them comes first is drawn: a function that remembers must not know. Look at the right
    values in the same test: one that gives back what it gave before would pass here.

    >>> before, after = {"x": torch.tensor([1.0, 2.0])}, {"x": torch.tensor([1.0, 9.0])}
    >>> check_unaffected(lambda x: x.cumsum(0), before, after, "the past", part=lambda y: y[:1])
    """
    pair = [dict(before), dict(after)]
    if Draws(what).choice([True, False]):
        pair.reverse()
    expected, got = (_part(function, inputs.values(), part).detach().clone() for inputs in pair)
    check_close(got, expected, what, tolerance=tolerance, **advice)


def gradients(
    function: Callable, inputs: Inputs, part: Part = first, **advice: Unpack[Advice]
) -> dict[str, Tensor]:
    """Return the gradient of the sum of this part with respect to each input, by name.

    Let `part` weigh its entries with random numbers: gradients of 1 can be recognised.

    >>> gradients(lambda x, y: x * y, {"x": torch.tensor(2.0), "y": torch.tensor(5.0)})
    {'x': tensor(5.), 'y': tensor(2.)}
    """
    with torch.enable_grad():
        leaves = [tensor.clone().requires_grad_() for tensor in inputs.values()]
        result = _part(function, leaves, part)
        if not result.requires_grad:
            raise CheckFailed("no gradient flows back from the result", **_hinted(CUT, advice))
        try:
            found = _grad(result.sum(), leaves, allow_unused=True)
        except RuntimeError as error:
            raise CheckFailed(f"no gradient can be computed: {error}", **advice) from error
    pairs = zip(inputs, leaves, found, strict=True)
    return {name: torch.zeros_like(x) if g is None else g for name, x, g in pairs}


def check_gradients(
    function: Callable, inputs: Inputs, draw: Draws, part: Part = first, **advice: Unpack[Advice]
) -> None:
    """Require that gradients agree with finite differences, along random directions.

    The function is measured against itself: a wrong factor is not this law's business, a cut graph
    is. Inputs are in float64.

    >>> inputs = {"x": torch.ones(2, dtype=torch.float64)}
    >>> check_gradients(lambda x: x**2, inputs, Draws("example"))
    >>> check_gradients(lambda x: x.detach() ** 2, inputs, Draws("example"))
    Traceback (most recent call last):
    autograder.testing.failure.CheckFailed: no gradient flows back from the result
      likely    `detach`, `.data`, `.item()`, `.tolist()`, NumPy and `no_grad` cut the way back
    """
    size = _part(function, inputs.values(), part).shape
    cotangent = draw.normal(*size)  # weighs the entries, or errors could cancel in the sum

    def weighted(returned: object) -> Tensor:
        result = part(returned)
        check_tensor(result, "the result", **advice)
        return result * cotangent

    for name, gradient in gradients(function, inputs, weighted, **advice).items():
        direction = draw.normal(*gradient.shape)
        along = (gradient * direction).sum().item()

        def slope(step: float, name: str = name, direction: Tensor = direction) -> float:
            ahead = _part(function, _moved(inputs, name, step * direction), weighted)
            behind = _part(function, _moved(inputs, name, -step * direction), weighted)
            return ((ahead - behind).sum() / (2 * step)).item()

        if not any(math.isclose(along, slope(s), rel_tol=1e-6, abs_tol=1e-6) for s in STEPS):
            kind, hint = ("a wrong", PARTLY_CUT) if gradient.any() else ("no", CUT)
            raise CheckFailed(f"{kind} gradient reaches {name}", **_hinted(hint, advice))


def _part(function: Callable, inputs: Iterable[Tensor], part: Part) -> Tensor:
    result = part(call(function, *inputs))
    check_tensor(result, "the result")
    return result


def _hinted(hint: str, advice: Advice) -> Advice:
    """Add what the law itself has seen, unless the author knows better."""
    return Advice(**{"hint": hint, **advice})


def _number(function: Callable, inputs: Iterable[Tensor], part: Part, advice: Advice) -> Tensor:
    result = _part(function, inputs, part)
    if result.isnan().any():  # NaN differs from itself, so it would depend on everything
        raise CheckFailed("the result holds NaN", **advice)
    return result


def _moved(inputs: Inputs, moved: str, by: Tensor) -> list[Tensor]:
    return [tensor + by if name == moved else tensor for name, tensor in inputs.items()]
