"""Values arrive as they left; what no honest end sends is refused."""

import math
import socket

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from autograder.wire.channel import Channel, MessageError
from autograder.wire.values import Packer, Unpacker

NUMBERS = st.integers() | st.floats(allow_nan=False) | st.booleans() | st.none()
PLAIN = st.recursive(
    NUMBERS | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(max_size=3), inner)
    ),
    max_leaves=20,
)


RANDOM = torch.Generator().manual_seed(0)


def refuse(reference: object) -> list[object]:
    raise MessageError(f"{reference}")


def across(value: object) -> object:
    ours, theirs = map(Channel, socket.socketpair())
    packer = Packer(lambda unknown: ["object", 0, "", type(unknown).__name__])
    ours.send({"value": packer.pack(value)}, packer.buffers)
    message, buffers = theirs.receive()
    ours.close()
    theirs.close()
    return Unpacker(buffers, refuse).unpack(message["value"])


@given(PLAIN)
@settings(max_examples=50, deadline=None)
def test_plain_values_keep_type_and_value(value: object) -> None:
    arrived = across(value)
    assert arrived == value
    assert type(arrived) is type(value)


@pytest.mark.parametrize(
    "tensor",
    [
        torch.randn(2, 3, 4, generator=RANDOM).transpose(0, 2),
        torch.randn(6, 5, generator=RANDOM)[:, 1:3],
        torch.randn(3, 1, generator=RANDOM).expand(3, 7),
        torch.randn(0, 5, generator=RANDOM),
        torch.tensor(3.5),
        torch.randn(4, generator=RANDOM).bfloat16(),
        torch.tensor([True, False]),
        torch.randn(3, dtype=torch.complex64, generator=RANDOM).conj(),
        torch.arange(5)[::2],
    ],
    ids=[
        "transposed",
        "columns",
        "expanded",
        "empty",
        "number",
        "bfloat16",
        "booleans",
        "conjugated",
        "steps",
    ],
)
def test_tensors_keep_dtype_shape_strides_and_bytes(tensor: torch.Tensor) -> None:
    arrived = across(tensor)
    assert isinstance(arrived, torch.Tensor)
    assert (arrived.dtype, arrived.shape) == (tensor.dtype, tensor.shape)
    assert torch.equal(arrived, tensor)
    if tensor.numel():
        assert arrived.stride() == tensor.stride()


def test_what_a_view_does_not_show_does_not_travel() -> None:
    table = torch.full((4, 4), 7.0)
    packer = Packer(refuse)
    packer.pack(table[:, :2])
    assert np.frombuffer(packer.buffers[0], dtype=np.float32).sum() == 7.0 * 8


def test_the_same_tensor_is_one_tensor_there_too() -> None:
    tensor = torch.ones(2)
    first, second = across([tensor, tensor])  # type: ignore[misc]
    assert first is second


def test_gradients_and_parameters_travel() -> None:
    parameter = torch.nn.Parameter(torch.ones(2))
    (parameter * 3).sum().backward()
    arrived = across(parameter)
    assert isinstance(arrived, torch.nn.Parameter)
    assert arrived.grad is not None
    assert arrived.grad.tolist() == [3.0, 3.0]


def test_arrays_and_not_a_number_travel() -> None:
    assert across(np.arange(6).reshape(2, 3)).tolist() == [[0, 1, 2], [3, 4, 5]]  # type: ignore
    assert across(np.int64(7)) == 7
    assert math.isnan(across(math.nan))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "message",
    [
        ["tensor", ["float32", [2], None], 0, False, None],  # too few bytes
        ["tensor", ["float32", [10**9, 0], None], 0, False, None],  # lists without end
        ["tensor", ["float32", [1], [-1]], 0, False, None],
        ["tensor", ["object", [1], None], 0, False, None],
        ["tensor", ["float32", [1], None], 99, False, None],
        ["array", ["|O8", [1]], 0],
        ["scalar", ["<f4", ["x"]], 0],
        ["same", 5],
        ["dict", [[["list", []], 1]]],
        ["set", [["list", []]]],
        ["list", [["list"]]],
        ["axes", {"images": []}],
        ["axes", ["dict", []]],
        ["record", "os", "system", {"command": "true"}],
        ["dtype", "float1"],
        [],
        {"a": 1},
        [[]],
    ],
    ids=str,
)
def test_what_is_no_value_is_refused(message: object) -> None:
    with pytest.raises(MessageError):
        Unpacker([bytearray(4)], refuse).unpack(message)


def test_too_much_is_refused() -> None:
    deep: list = []
    for _ in range(1000):
        deep = [deep]
    with pytest.raises(ValueError, match="too deeply nested"):
        Packer(refuse).pack(deep)


@pytest.mark.parametrize("noise", [b"\xff\xff\xff\xff", b"\0\0\0\2[]", b"\0\0\0\4nope"])
def test_noise_on_the_line_is_refused(noise: bytes) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        theirs.sendall(noise)
        with pytest.raises(MessageError):
            Channel(ours).receive()
