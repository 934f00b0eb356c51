"""Python values as messages: plain data, tensors, arrays, pictures; everything else by reference.

A plain JSON value stands for itself; any other is a list that begins with its kind. What has no
plain form stays where it is and crosses as a reference, which the other end turns into a stand-in.
A tensor that occurs twice is one tensor on the other side too.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Collection, Hashable
from typing import Any, Literal

import numpy as np
import torch
from torch import Tensor, nn

from autograder.sandbox.wire import odd_values
from autograder.sandbox.wire.channel import Buffer, MessageError
from autograder.sandbox.wire.pictures import describe_axes, rebuild_axes
from autograder.sandbox.wire.tensors import (
    MOST_NUMBERS,
    check_count,
    dtype_name,
    dtype_named,
    pack_array,
    pack_tensor,
    unpack_array,
    unpack_tensor,
)

MOST_ITEMS = 1_000_000
DEEPEST = 100
MOST_OF_ONE_HASH = 64  # members of a set or keys of a dictionary: more make it slow
_CONTAINERS: dict[str, Callable[[list[Any]], Any]] = {
    "list": list,
    "tuple": tuple,
    "size": torch.Size,
}


class Packer:
    """Turns the values of one message into JSON and buffers.

    `refer` keeps an object that has no plain form, and describes it for the other end.
    """

    def __init__(self, refer: Callable[[Any], list[Any]]):
        self.buffers: list[Buffer] = []
        self.tensors: list[Tensor] = []
        self._numbers: dict[int, int] = {}
        self._refer = refer
        self._items = self._counted = 0

    def pack(self, value: Any, depth: int = 0) -> Any:
        """Describe one value."""
        self._items += 1
        if depth > DEEPEST or self._items > MOST_ITEMS:
            raise ValueError("the value is too deeply nested or has too many parts to be passed on")
        kind = type(value)
        if value is None or kind in (bool, int, float, str):
            return value
        if kind is Tensor or kind is nn.Parameter:
            return self._tensor(value)
        if (kind is np.ndarray or isinstance(value, np.generic)) and value.dtype.kind in "biufcU":
            name = "array" if kind is np.ndarray else "scalar"
            self._count(value.size)
            description, data = pack_array(value)
            return [name, description, self._buffer(data)]
        if isinstance(value, torch.Size):
            return ["size", [*value]]
        if kind is list or kind is tuple:
            parts: Any = value
            return [kind.__name__, [self.pack(item, depth + 1) for item in parts]]
        if isinstance(value, dict):
            pairs = [[self.pack(k, depth + 1), self.pack(v, depth + 1)] for k, v in value.items()]
            return ["dict", pairs]
        odd = odd_values.describe(value, lambda inner: self.pack(inner, depth + 1))
        if odd is not None:
            return odd
        for container in (list, tuple, set, frozenset):
            if isinstance(value, container):
                items: Any = value
                return [container.__name__, [self.pack(item, depth + 1) for item in items]]
        return self._special(value, depth)

    def _special(self, value: Any, depth: int) -> Any:
        if isinstance(value, torch.dtype):
            return ["dtype", dtype_name(value)]
        if isinstance(value, bytes):
            return ["bytes", self._buffer(value)]
        if isinstance(value, int | float | str):
            return next(base(value) for base in (int, float, str) if isinstance(value, base))
        drawing: Any = sys.modules.get("matplotlib.axes")
        if drawing is not None and isinstance(value, drawing.Axes):
            axes: Any = value
            return ["axes", self.pack(describe_axes(axes), depth + 1)]
        return self._refer(value)

    def _tensor(self, tensor: Tensor) -> Any:
        known = self._numbers.get(id(tensor))
        if known is not None:
            return ["same", known]
        description, data = pack_tensor(tensor)
        self._count(tensor.numel())
        self._numbers[id(tensor)] = len(self.tensors)
        self.tensors.append(tensor)
        gradient = tensor.grad if tensor.is_leaf and tensor.requires_grad else None
        return [
            "parameter" if type(tensor) is nn.Parameter else "tensor",
            description,
            self._buffer(data),
            tensor.requires_grad and ("leaf" if tensor.is_leaf else "result"),
            None if gradient is None else self.pack(gradient),
        ]

    def _count(self, numbers: int) -> None:
        self._counted += numbers
        check_count(self._counted)

    def _buffer(self, data: Buffer) -> int:
        self.buffers.append(data)
        return len(self.buffers) - 1


class Unpacker:
    """Rebuilds the values of one message.

    `resolve` turns a reference into an object. `copies` is for the student's end alone: results
    of an earlier computation arrive as such, so that they may be changed in place.
    """

    def __init__(
        self, buffers: list[bytearray], resolve: Callable[[list[Any]], Any], copies: bool = False
    ):
        self.tensors: list[Tensor] = []
        self.leaves: list[Tensor] = []
        self._buffers: list[bytearray | None] = [*buffers]
        self._resolve = resolve
        self._copies = copies
        self._items = self._counted = 0

    def unpack(self, data: Any, depth: int = 0) -> Any:
        """Rebuild one value; `MessageError` where the description is none."""
        self._items += 1
        if depth > 2 * DEEPEST or self._items > 2 * MOST_ITEMS:
            raise MessageError("a value of too many parts")
        if data is None or isinstance(data, bool | int | float | str):
            return data
        try:
            return self._kind(data, depth)
        except (TypeError, ValueError, IndexError, KeyError) as error:
            raise MessageError(f"a value that is none: {error}") from error

    def _kind(self, data: list[Any], depth: int) -> Any:
        match data:
            case [str(kind), list(items)] if kind in _CONTAINERS:
                return _CONTAINERS[kind]([self.unpack(item, depth + 1) for item in items])
            case ["set" | "frozenset" as kind, list(items)]:
                members = [self.unpack(item, depth + 1) for item in items]
                _check_hashes(members)
                return set(members) if kind == "set" else frozenset(members)
            case ["dict", list(pairs)]:
                keys = [self.unpack(key, depth + 1) for key, _ in pairs]
                _check_hashes(keys)
                return {
                    key: self.unpack(value, depth + 1)
                    for key, (_, value) in zip(keys, pairs, strict=True)
                }
            case ["tensor" | "parameter" as kind, description, int(number), grad, gradient] if (
                grad in (False, "leaf", "result")
            ):
                return self._tensor(kind, description, number, grad, gradient)
            case ["same", int(number)] if 0 <= number < len(self.tensors):
                return self.tensors[number]
            case ["array", description, int(number)]:
                return self._sized(unpack_array(description, self._buffer(number)))
            case ["scalar", description, int(number)]:
                return self._sized(unpack_array(description, self._buffer(number)))[()]
            case ["dtype", name]:
                return dtype_named(name)
            case [str(kind), *_] if kind in odd_values.KINDS:
                return odd_values.rebuild(data, lambda inner: self.unpack(inner, depth + 1))
            case ["bytes", int(number)]:
                return bytes(self._buffer(number))
            case ["axes", description]:
                return rebuild_axes(self.unpack(description, depth + 1))
            case [str(), *_]:
                return self._resolve(data)
        raise MessageError(f"no value: {str(data)[:100]}")

    def _tensor(
        self, kind: str, description: Any, number: int, grad: Literal[False] | str, gradient: Any
    ) -> Tensor:
        place = len(self.tensors)
        self.tensors.append(torch.empty(0))  # numbers are given in the order of packing
        tensor = self._sized(unpack_tensor(description, self._buffer(number)))
        if kind == "parameter":
            tensor = nn.Parameter(tensor, requires_grad=bool(grad))
        elif grad and (tensor.is_floating_point() or tensor.is_complex()):
            tensor.requires_grad_()
        if tensor.requires_grad:
            self.leaves.append(tensor)
        if grad == "result" and self._copies:
            tensor = tensor.clone()  # may be changed in place, which a leaf may not
        self.tensors[place] = tensor
        if gradient is not None:
            tensor.grad = self.unpack(gradient)
        return tensor

    def _sized(self, numbers: Any) -> Any:
        """Count what a tensor or an array shows; `MessageError` where a message shows too much."""
        self._counted += numbers.numel() if isinstance(numbers, Tensor) else numbers.size
        if self._counted > MOST_NUMBERS:
            raise MessageError(f"more than {MOST_NUMBERS:,} numbers")
        return numbers

    def _buffer(self, number: int) -> bytearray:
        """Hand out a buffer, once: two values that share one would need copies."""
        if not 0 <= number < len(self._buffers):
            raise MessageError(f"no buffer {number}")
        buffer, self._buffers[number] = self._buffers[number], None
        if buffer is None:
            raise MessageError(f"buffer {number} is named twice")
        return buffer


def _check_hashes(members: Collection[Hashable]) -> None:
    """Refuse members of chosen hashes, with which Python's tables become quadratic."""
    if len(members) <= MOST_OF_ONE_HASH:
        return
    if max(Counter(map(hash, members)).values()) > MOST_OF_ONE_HASH:
        raise MessageError("too many members of the same hash")
