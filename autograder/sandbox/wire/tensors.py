"""Tensors and arrays as dtype, shape, strides and raw bytes.

Strides travel towards the student, because a function may work on a contiguous tensor and fail on
a transposed one; only the elements that the tensor shows are filled in, never its neighbours in
memory.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch
from torch import Tensor

from autograder.sandbox.wire.channel import Buffer, MessageError, TooLargeError

MOST_NUMBERS = 2**23  # of all tensors and arrays of a message, views counted as what they show
_DTYPES = {
    str(dtype).removeprefix("torch."): dtype
    for dtype in (
        *(torch.float16, torch.bfloat16, torch.float32, torch.float64),
        *(torch.complex64, torch.complex128, torch.bool, torch.uint8),
        *(torch.int8, torch.int16, torch.int32, torch.int64),
    )
}
_ARRAY_KINDS = "biufcU"


def dtype_name(dtype: torch.dtype) -> str:
    """Return the name that crosses.

    >>> dtype_name(torch.bfloat16)
    'bfloat16'
    """
    return str(dtype).removeprefix("torch.")


def dtype_named(name: object) -> torch.dtype:
    """Return the dtype of this name; `MessageError` where there is none."""
    if not isinstance(name, str) or name not in _DTYPES:
        raise MessageError(f"no dtype {name!r}")
    return _DTYPES[name]


def pack_tensor(tensor: Tensor) -> tuple[list[Any], Buffer]:
    """Return description and bytes of a dense tensor on the CPU; `TypeError` for any other."""
    if tensor.is_quantized or tensor.device.type != "cpu" or tensor.layout != torch.strided:
        raise TypeError(f"{_kind_of(tensor)} where a dense tensor on the CPU is wanted")
    dtype = dtype_name(tensor.dtype)
    if dtype not in _DTYPES:
        raise TypeError(f"a tensor of dtype {dtype} cannot be passed on")
    check_count(tensor.numel())
    plain = tensor.detach().resolve_conj().resolve_neg()
    strides = None if plain.is_contiguous() else list(plain.stride())
    if strides is not None:
        plain, strides = _span(plain, strides)
    flat = plain.contiguous().as_strided((plain.numel(),), (1,))  # one number keeps any stride
    data: Any = flat.view(torch.uint8).numpy().data if flat.numel() else b""
    return [dtype, list(tensor.shape), strides], data


def unpack_tensor(description: object, data: bytearray) -> Tensor:
    """Rebuild a plain tensor; `MessageError` where bytes and description disagree."""
    match description:
        case [name, list(shape), None | list() as strides]:
            dtype = dtype_named(name)
        case _:
            raise MessageError("a tensor without dtype, shape and strides")
    _check_shape(shape)
    count, rest = divmod(len(data), dtype.itemsize)
    if rest or (strides is None and count != math.prod(shape)):
        raise MessageError(f"{len(data)} bytes for a tensor of shape {shape}")
    if not count:
        return torch.empty(shape, dtype=dtype)
    if dtype is torch.bool:  # a byte other than 0 and 1 is no truth value
        flat = torch.frombuffer(data, dtype=torch.uint8) != 0
    else:
        flat = torch.frombuffer(data, dtype=dtype)
    if strides is None:
        return flat.reshape(shape)
    if len(strides) != len(shape) or _reach(shape, strides) != count:
        raise MessageError(f"strides {strides} do not fit the shape {shape}")
    return flat.as_strided(shape, strides)


def pack_array(array: np.ndarray | np.generic) -> tuple[list[Any], Buffer]:
    """Return description and bytes of a NumPy array or scalar of plain numbers or text."""
    if array.dtype.kind not in _ARRAY_KINDS:
        raise TypeError(f"a NumPy array of dtype {array.dtype} cannot be passed on")
    check_count(array.size)
    return [array.dtype.str, list(array.shape)], np.ascontiguousarray(array).tobytes()


def unpack_array(description: object, data: bytearray) -> np.ndarray:
    """Rebuild an array; `MessageError` where bytes and description disagree."""
    match description:
        case [str(name), list(shape)] if len(name) < 16 and name[1:2] in _ARRAY_KINDS:
            _check_shape(shape)
        case _:
            raise MessageError("an array without dtype and shape")
    try:
        return np.frombuffer(data, dtype=np.dtype(name)).reshape(shape)
    except (TypeError, ValueError) as error:
        raise MessageError(f"an array that is none: {error}") from error


def check_count(count: int) -> None:
    """Refuse more numbers than a message may hold."""
    if count > MOST_NUMBERS:
        allowed = f"{MOST_NUMBERS:,} may be"
        raise TooLargeError(f"{count:,} numbers are too many to be passed on; {allowed}")


def _kind_of(tensor: Tensor) -> str:
    if tensor.is_quantized:
        return "a quantized tensor"
    if tensor.layout != torch.strided:
        return f"a tensor of layout {tensor.layout}"
    return f"a tensor on the device {tensor.device.type}"


def _check_shape(shape: list[Any]) -> None:
    if len(shape) > 32 or not all(type(n) is int and n >= 0 for n in shape):
        raise MessageError(f"no shape: {str(shape)[:100]}")
    if math.prod(max(n, 1) for n in shape) > MOST_NUMBERS:
        raise MessageError(f"a tensor of shape {shape} is too large")


def _reach(shape: list[int], strides: list[Any]) -> int:
    if not all(type(stride) is int and 0 <= stride < 2**40 for stride in strides):
        raise MessageError(f"no strides: {str(strides)[:100]}")
    return 1 + sum((n - 1) * stride for n, stride in zip(shape, strides, strict=True))


def _span(tensor: Tensor, strides: list[int]) -> tuple[Tensor, list[int] | None]:
    """The stretch of memory that a view covers, with zeros where the view does not look."""
    shape = list(tensor.shape)
    if tensor.numel() == 0:
        return tensor, None
    reach = _reach(shape, strides)
    if reach > MOST_NUMBERS or reach > 16 * tensor.numel():
        return tensor, None
    shown = tensor
    for axis, stride in enumerate(strides):
        if stride == 0:
            shown = shown.narrow(axis, 0, 1)
    memory = torch.zeros(reach, dtype=tensor.dtype)
    try:
        memory.as_strided(shown.shape, strides).copy_(shown)
    except RuntimeError:  # overlapping windows, as `unfold` makes them
        return tensor, None
    return memory, strides
