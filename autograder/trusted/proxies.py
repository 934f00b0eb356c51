"""What stands for a student's functions, classes and objects in a test.

Calling a stand-in calls the original, in its kernel; attributes are read there too. Only values
come back. Comparing, hashing and printing a stand-in never ask the student's code.
"""

from __future__ import annotations

import builtins
import keyword
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from autograder.trusted.calls_made import Call
from autograder.trusted.gradients import call_with_gradients
from autograder.wire.channel import MessageError

if TYPE_CHECKING:
    from autograder.trusted.kernel import Kernel, Message


class StudentError(Exception):
    """An error of a class that the student wrote; a subclass carries its name."""


class Remote:
    """A stand-in; `_state` holds the kernel and the number that the original has there."""

    __slots__ = ("_state",)
    __name__: str

    def __init__(self, kernel: Kernel, number: int, name: str):
        object.__setattr__(self, "_state", (kernel, number, name))

    def __call__(self, *inputs: Any, **options: Any) -> Any:
        """Call the original."""
        kernel, _, name = self._state
        kernel.last_call = Call.of(name, [*inputs, *options.values()])
        return invoke(self, "", inputs, options)

    def __getattr__(self, name: str) -> Any:
        if name == "__name__":
            return self._state[2]
        if name.startswith("__"):
            raise AttributeError(name)
        return invoke(self, "getattr", (name,), {})

    def __setattr__(self, name: str, value: Any) -> None:
        invoke(self, "setattr", (name, value), {})

    def __len__(self) -> int:
        try:
            return invoke(self, "__len__", (), {})
        except AttributeError as error:  # what `list` asks a generator, and forgives
            raise TypeError(str(error)) from error

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, key: Any) -> Any:
        return invoke(self, "__getitem__", (key,), {})

    def __iter__(self) -> Iterator[Any]:
        return invoke(self, "__iter__", (), {})

    def __next__(self) -> Any:
        return invoke(self, "__next__", (), {})

    def __repr__(self) -> str:
        return f"<{type(self).__name__} {self._state[2]}>"


def stand_in(kernel: Kernel, reference: list[Any]) -> Remote:
    """Make the stand-in for a reference; its class has the name of the original's class."""
    match reference:
        case ["object" | "class", int(number), str(name), str(kind)]:
            return type(_clean(kind), (Remote,), {"__slots__": ()})(kernel, number, _clean(name))
    raise MessageError("a reference that is none")


def number_of(remote: Remote) -> int:
    """Return the number under which the kernel knows the original."""
    return remote._state[1]


def invoke(remote: Remote, method: str, inputs: tuple, options: dict[str, Any]) -> Any:
    """Call a method of the original, and bring its value back."""
    kernel, number, _ = remote._state
    return call_with_gradients(kernel, number, method, [list(inputs), options])


def error_in(answer: Message) -> Exception:
    """Return the student's error, as one that tests can catch by its name."""
    match answer.get("error"):
        case [str(name), str(message)]:
            known = getattr(builtins, name, None)
            if isinstance(known, type) and issubclass(known, Exception):
                return _made(known, message[:2000])
            return type(_clean(name), (StudentError,), {})(message[:2000])
    return StudentError("an error without a name")


def _made(kind: type[Exception], message: str) -> Exception:
    try:
        error = kind(message)
    except TypeError:  # UnicodeDecodeError and its like want more
        error = type(kind.__name__, (StudentError,), {})(message)
    if str(error) != message:  # KeyError shows its argument in quotes
        error = type(kind.__name__, (kind,), {"__str__": lambda self: message})(message)
    return error


def _clean(name: str) -> str:
    return name[:100] if name.isidentifier() and not keyword.iskeyword(name) else "Unnamed"
