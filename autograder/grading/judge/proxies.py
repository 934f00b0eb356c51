"""What stands for a student's functions, classes and objects in a test.

Calling a stand-in calls the original, in its kernel; attributes are read there too. Only values
come back. Comparing, hashing and printing a stand-in never ask the student's code.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from autograder.grading.judge.calls_made import Call
from autograder.grading.judge.gradients import call_with_gradients
from autograder.grading.judge.kernel import Kernel
from autograder.grading.judge.student_errors import clean_name
from autograder.sandbox.wire.channel import MessageError


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
        return invoke(self, "__len__", (), {})

    def __float__(self) -> float:
        return invoke(self, "__float__", (), {})

    def __index__(self) -> int:
        return invoke(self, "__index__", (), {})

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, key: Any) -> Any:
        return invoke(self, "__getitem__", (key,), {})

    def __contains__(self, item: object) -> bool:
        return invoke(self, "__contains__", (item,), {}) is True

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
            kind_of_it = type(clean_name(kind), (Remote,), {"__slots__": ()})
            return kind_of_it(kernel, number, clean_name(name))
    raise MessageError("a reference that is none")


def number_of(value: object) -> int | None:
    """Return the number under which the kernel knows the original; None for what is no stand-in."""
    return value._state[1] if isinstance(value, Remote) else None


def invoke(remote: Remote, method: str, inputs: tuple, options: dict[str, Any]) -> Any:
    """Call a method of the original, and bring its value back."""
    kernel, number, _ = remote._state
    return call_with_gradients(kernel, number, method, [list(inputs), options])
