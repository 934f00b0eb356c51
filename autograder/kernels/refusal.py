"""Ready-made answers, put out of reach before a student's code runs.

A test that asks for work from scratch gets a kernel of its own in which the functions it forbids
were refused from the start: no earlier copy of them can exist, and threads see the same. PyTorch's
operators are refused in its dispatcher, which every way to them passes.
"""

from __future__ import annotations

import functools
import inspect
import pkgutil
from collections.abc import Iterable
from types import FunctionType
from typing import Any

import torch

from autograder.testing.forbidden import complaint

# one forbidden operator has siblings that compute the same
_FAMILIES = {"scaled_dot_product_attention": "scaled_dot_product"}
_recorded: list[str] = []
_registered: list[torch.library.Library] = []


class Refusals:
    """The calls that were refused, also where the student's code caught the error."""

    def take(self) -> list[str]:
        """Return what was refused since the last time."""
        found = list(dict.fromkeys(_recorded))
        _recorded.clear()
        return found


def refuse(names: Iterable[str]) -> None:
    """Make calls of the functions with these dotted names fail, in a friendly way."""
    for name in names:
        _refuse_attribute(name)
        last = name.rpartition(".")[2].strip("_")
        if name.startswith("torch."):
            _refuse_operators(name, _FAMILIES.get(last, last))


def complain(name: str) -> Any:
    """Record and refuse one call."""
    _recorded.append(name)
    raise complaint(name)


@functools.cache
def operators() -> list[str]:
    """Return the names of PyTorch's operators, overloads too; the list takes long to make."""
    names = (name.partition("::") for name in torch._C._dispatch_get_all_op_names())
    return [name for namespace, _, name in names if namespace == "aten"]


def _refuse_attribute(name: str) -> None:
    holder, _, attribute = name.rpartition(".")
    try:
        owner, function = pkgutil.resolve_name(holder), pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return
    substitute = _substitute(name)
    plain = inspect.unwrap(function)
    if isinstance(plain, FunctionType) and not plain.__closure__:
        plain.__code__ = substitute.__code__
    setattr(owner, attribute, substitute)
    compiled: Any = torch._C
    if name.startswith("torch.") and hasattr(compiled._nn, attribute):
        setattr(compiled._nn, attribute, substitute)


def _refuse_operators(name: str, family: str) -> None:
    for rest in operators():
        if not rest.partition(".")[0].strip("_").startswith(family):
            continue
        library = torch.library.Library("aten", "IMPL")
        _registered.append(library)
        for key in ("CPU", "AutogradCPU"):
            library.impl(rest, _substitute(name), key)


def _substitute(name: str) -> FunctionType:
    # Compiled from text, because exchanged code sees the globals of the function that it replaces.
    namespace: dict[str, Any] = {}
    exec(
        "def refused(*inputs, **options):\n"
        "    from autograder.kernels.refusal import complain\n"
        f"    complain({name!r})",
        namespace,
    )
    return namespace["refused"]
