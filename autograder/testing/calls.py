"""Calling what a student wrote, and taking apart what it returns."""

import copy
import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Unpack

from torch import Tensor

from autograder.testing.failure import Advice, CheckFailed, describe, is_stub
from autograder.testing.notebook_errors import show_in_short
from autograder.testing.tensors import check_tensor

SHORT = 60  # characters of a list or dictionary that are shown in a call


def call(function: Callable, *inputs: object, **advice: Unpack[Advice]):
    """Call a student's function; an error in it becomes a failed check that names the inputs.

    It gets copies of tensors, lists and dictionaries: who writes into them loses the points of
    `check_inputs_unchanged`, and of no other test. Warnings are no failures, and stay silent.

    >>> call(max, 3, 5)
    5
    """
    return call_on(function, *copies(inputs), **advice)


def call_on(function: Callable, *inputs: object, **advice: Unpack[Advice]):
    """Do what `call` does, with these very inputs."""
    try:
        with warnings.catch_warnings(action="ignore"):
            return function(*inputs)
    except CheckFailed:
        raise
    except Exception as error:
        if is_stub(error):
            show_in_short(error)
            raise
        shown = shown_call(_name(function), inputs)
        problem = f"{shown} raised {type(error).__name__}: {str(error).strip()[:300]}"
        raise CheckFailed(problem, **advice) from error


def copies(inputs: Sequence[object]) -> list:
    """Copy what a function could write into; gradients flow through the copies.

    >>> numbers = [1, 2]
    >>> [copied] = copies([numbers])
    >>> copied == numbers, copied is numbers
    (True, False)
    """
    return [
        item.clone()
        if isinstance(item, Tensor)
        else copy.deepcopy(item)
        if isinstance(item, list | dict)
        else item
        for item in inputs
    ]


def unpack(returned: object, *names: str, **advice: Unpack[Advice]) -> Sequence[Tensor]:
    """Take apart the tuple of tensors that an exercise asks for.

    >>> output, weights = unpack((Tensor([1.0]), Tensor([2.0])), "output", "weights")
    """
    expected = f"a tuple or list of {len(names)}: {', '.join(names)}"
    # A tensor can be unpacked too, along its first axis: that is never what was meant.
    if not isinstance(returned, tuple | list):
        raise CheckFailed("wrong kind of result", expected=expected, got=_short(returned), **advice)
    if len(returned) != len(names):
        came = f"{len(returned)} value" + "s" * (len(returned) != 1)
        raise CheckFailed("wrong number of results", expected=expected, got=came, **advice)
    for tensor, name in zip(returned, names, strict=True):
        check_tensor(tensor, name, **advice)
    return returned


def shown_call(name: str, inputs: Sequence[object]) -> str:
    """Write down a call: tensors by their shape, long lists by their length.

    >>> shown_call("triangle", [3, [4, 5], [0] * 99])
    'triangle(3, [4, 5], list of 99)'
    """
    return f"{name}({', '.join(map(_short, inputs))})"


def _name(function: Callable) -> str:
    return getattr(function, "__name__", "your function")


def _short(value: object) -> str:
    if isinstance(value, Tensor):
        return f"tensor of shape {tuple(value.shape)}"
    if callable(value):
        return str(getattr(value, "__name__", "a function"))
    described = describe(value)
    if isinstance(value, Mapping | Sequence) and not isinstance(value, str):
        few = len(described) <= SHORT and "tensor(" not in described
        return described if few else f"{type(value).__name__} of {len(value)}"
    return type(value).__name__ if "\n" in described else described
