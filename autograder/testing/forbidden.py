"""Making ready-made answers unavailable while a student's function runs.

A function of Python is refused wherever it is called from and whatever it is called there: its
code is exchanged. A function of PyTorch's C++ side has no code to exchange; its name is replaced,
and a torch function mode refuses it under any other name.
"""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from types import CodeType, FunctionType
from typing import NoReturn
from unittest import mock

from torch.overrides import TorchFunctionMode

from autograder.testing.failure import CheckFailed

FUSED_ATTENTION = (
    "torch.nn.functional.scaled_dot_product_attention",
    "torch.nn.functional.multi_head_attention_forward",
    "torch._scaled_dot_product_attention_math",
    "torch._native_multi_head_attention",
    "torch.nn.attention.flex_attention.flex_attention",
    "torch.onnx.ops.attention",
    "course_lib.layers.attention.scaled_dot_product_attention",
    "course_lib.layers.attention.grouped_query_attention",
    "course_lib.decoder_on_one_page.Attention.forward",
)
"""Every way to attention that PyTorch and the course's library offer."""

_PUTS_OFF = inspect.CO_GENERATOR | inspect.CO_COROUTINE | inspect.CO_ASYNC_GENERATOR
_refused: list[str] = []


class ForbiddenCall(CheckFailed):
    """A function was called that the exercise asks to do without.

    >>> issubclass(ForbiddenCall, CheckFailed)
    True
    """


@contextmanager
def forbidden(*names: str) -> Iterator[None]:
    """Refuse calls of the functions with these dotted names.

    A call that the student's code catches is still reported, at the end of the block.

    >>> with forbidden("statistics.mean"):
    ...     import statistics
    ...     statistics.mean([1, 2])
    Traceback (most recent call last):
    autograder.testing.forbidden.ForbiddenCall: statistics.mean was called
      likely    this exercise is to be written without it
    """
    _refused.clear()
    try:
        with ExitStack() as stack:
            for name in names:
                stack.enter_context(_without(name))
            stack.enter_context(_RefusingMode(names))
            yield
    except Exception as error:
        if _refused and not isinstance(error, ForbiddenCall):
            raise complaint(_refused[0]) from error
        raise
    if _refused:
        raise complaint(_refused[0])


def refuse(name: str) -> NoReturn:
    """Record and refuse a call."""
    _refused.append(name)
    raise complaint(name)


def complaint(name: str, reread: str = "") -> ForbiddenCall:
    """Return the error that says which function was called and that it must not be."""
    hint = "this exercise is to be written without it"
    return ForbiddenCall(f"{name} was called", hint=hint, reread=reread)


def refused_code(original: CodeType, refuse: Callable[[], NoReturn]) -> CodeType:
    """Return code that only calls `refuse`, but has the name, signature and file of the original.

    >>> def double(x): return 2 * x
    >>> double.__code__ = refused_code(double.__code__, lambda: print("refused"))
    >>> double(x=3)
    refused
    """
    calling = compile("'refuse'.__call__()", original.co_filename, "exec")
    # a constant, because exchanged code sees the globals of the function that it replaces
    constants = tuple(refuse if each == "refuse" else each for each in calling.co_consts)
    return original.replace(
        co_code=calling.co_code,
        co_consts=constants,
        co_names=calling.co_names,
        co_stacksize=max(original.co_stacksize, calling.co_stacksize),
        co_exceptiontable=calling.co_exceptiontable,
        co_linetable=calling.co_linetable,
        co_flags=original.co_flags & ~_PUTS_OFF,
    )


@contextmanager
def _without(name: str) -> Iterator[None]:
    function = inspect.unwrap(pkgutil.resolve_name(name))
    if isinstance(function, FunctionType):
        original = function.__code__
        function.__code__ = refused_code(original, partial(refuse, name))
        try:
            yield
        finally:
            function.__code__ = original
    else:

        def refused(*inputs: object, **options: object) -> NoReturn:
            refuse(name)

        with mock.patch(name, refused):
            yield


class _RefusingMode(TorchFunctionMode):
    """Sees every call into PyTorch by the function itself, not by the name that was typed."""

    def __init__(self, names: tuple[str, ...]):
        super().__init__()
        self.names = {name.rpartition(".")[2]: name for name in names if name.startswith("torch.")}

    def __torch_function__(self, func: Callable, types, args=(), kwargs=None):
        called = getattr(func, "__name__", "").partition(".")[0]
        if called in self.names:
            refuse(self.names[called])
        return func(*args, **(kwargs or {}))
