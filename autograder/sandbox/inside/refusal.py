"""Ready-made answers, put out of reach before a student's code runs.

A test that asks for work from scratch gets a kernel of its own in which the functions it forbids
were refused from the start: no earlier copy of them can exist, and threads see the same. PyTorch's
operators are refused in its dispatcher, under every key, so by whatever way they are reached; their
Python names stay what they are. A new process would have them again: see `ready_made_files`.
"""

from __future__ import annotations

import contextlib
import ctypes
import functools
import inspect
import pkgutil
import sys
from collections.abc import Iterable
from pathlib import Path
from types import FunctionType
from typing import Any, NoReturn

import torch

from autograder.testing.forbidden import complaint, refused_code

# one forbidden operator has siblings that compute the same
_FAMILIES = {"scaled_dot_product_attention": "attention"}
# PyTorch's operators once more, in Python
_IN_PYTHON = ("torch._refs", "torch._refs.nn.functional", "torch._decomp.decompositions")
_ALWAYS = {"CPU", "AutogradCPU", "Meta"}
_recorded: list[str] = []
_refused_operators: set[str] = set()


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
        if name.startswith("torch."):
            last = name.rpartition(".")[2].strip("_")
            family = _FAMILIES.get(last, last)
            found = _refuse_operators(name, family)
            _refuse_twins(name, family)
            _refuse_attribute(name, replace=not found)
        else:
            _refuse_attribute(name, replace=True)


def complain(name: str) -> NoReturn:
    """Record and refuse one call."""
    _recorded.append(name)
    raise complaint(name)


def ready_made_files(names: Iterable[str]) -> list[Path]:
    """Return the files from which a module or a new process would get the functions again."""
    found = {Path(torch.__file__).with_name("lib") / "libtorch_cpu.so"}
    for name in names:
        function = _resolved(name)
        if name.startswith("course_lib.") and function is not None:
            found.add(Path(inspect.getsourcefile(inspect.unwrap(function)) or ""))
    return sorted(path for path in found if path.is_file())


@functools.cache
def operators() -> dict[str, set[str]]:
    """Return the keys under which each of PyTorch's operators has code; it takes long to make."""
    found: dict[str, set[str]] = {}
    for key in dir(torch._C.DispatchKey):
        with contextlib.suppress(RuntimeError):  # some are aliases, which cannot be asked for
            for name in torch._C._dispatch_get_registrations_for_dispatch_key(key):
                found.setdefault(name, set()).add(key)
    return found


def _is_of(family: str, name: str) -> bool:
    plain = name.partition(".")[0].strip("_").lower()
    return family in plain if family == "attention" else plain.startswith(family)


def _refuse_operators(name: str, family: str) -> bool:
    """Refuse a family of operators; whether there is one. The first name is what they go by."""
    found = [operator for operator in operators() if _is_of(family, operator.partition("::")[2])]
    for operator in set(found) - _refused_operators:
        _refused_operators.add(operator)
        namespace, _, rest = operator.partition("::")
        library: Any = torch._C._dispatch_library("IMPL", namespace, "", __file__, 0)
        for key in operators()[operator] | _ALWAYS:
            library.impl(rest, key, _substitute(name))
        # it refuses as long as it lives: for ever, and where no garbage collector shows it
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(library))
    for operator, entry in torch._ops._higher_order_ops.items():
        if _is_of(family, operator) and operator not in _refused_operators:
            _refused_operators.add(operator)
            entry.py_kernels.update(dict.fromkeys(entry.py_kernels, _substitute(name)))
            entry._dispatch_cache.clear()
    return bool(found)


def _refuse_twins(name: str, family: str) -> None:
    for module in _IN_PYTHON:
        for attribute, function in list(vars(sys.modules.get(module, object)).items()):
            if _is_of(family, attribute):
                _exchange(name, function)


def _refuse_attribute(name: str, replace: bool) -> None:
    function = _resolved(name)
    if function is None or _exchange(name, function) or not replace:
        return
    holder, _, attribute = name.rpartition(".")
    setattr(pkgutil.resolve_name(holder), attribute, _substitute(name))


def _exchange(name: str, function: Any) -> bool:
    """Exchange the code of a function of Python, which then looks as before; whether it is one."""
    plain = inspect.unwrap(function) if callable(function) else None
    if not isinstance(plain, FunctionType):
        return False
    plain.__code__ = refused_code(plain.__code__, functools.partial(complain, name))
    return True


def _resolved(name: str) -> Any:
    try:
        return pkgutil.resolve_name(name)
    except (ImportError, AttributeError):
        return None


def _substitute(name: str) -> FunctionType:
    def refused(*inputs: Any, **options: Any) -> NoReturn:
        complain(name)

    return refused
