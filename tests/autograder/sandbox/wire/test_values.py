"""Values arrive as they left; what no honest end sends is refused."""

import math
import socket
import threading
import time
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.figure import Figure

from autograder.sandbox.wire.channel import Channel, MessageError, TooLargeError
from autograder.sandbox.wire.values import Packer, Unpacker
from course_lib.models.gpt2 import GPT2Config

NUMBERS = st.integers() | st.floats(allow_nan=False) | st.booleans() | st.none()
PLAIN = st.recursive(
    NUMBERS | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: (
        st.lists(inner) | st.tuples(inner, inner) | st.dictionaries(st.text(max_size=3), inner)
    ),
    max_leaves=20,
)


class Pair(NamedTuple):
    first: int
    second: str


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


def test_a_single_number_may_be_cut_from_a_row() -> None:
    cut = torch.randn(1, 4, generator=RANDOM)[:, 2]
    assert cut.is_contiguous()
    assert cut.stride() == (4,)  # which nothing uses
    assert torch.equal(across(cut), cut)


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
        ["record", "course_lib.models.gpt2", "GPT2", {}],
        ["decimal", "1e99999999"],
        ["decimal", "one"],
        ["fraction", 1, 0],
        ["range", 0, 10**18, 1],
        ["named", "os", ["a b"], [1]],
        ["named", "P", ["a", "a"], [1, 2]],
        ["set", [k * (2**61 - 1) for k in range(100)]],
        ["dict", [[k * (2**61 - 1), 0] for k in range(100)]],
        ["list", [["bytes", 0], ["bytes", 0]]],  # one buffer, as many copies as one likes
        ["tensor", ["float32", [2**13, 2**13], [0, 0]], 0, False, None],
        [],
        {"a": 1},
        [[]],
    ],
    ids=str,
)
def test_what_is_no_value_is_refused(message: object) -> None:
    with pytest.raises(MessageError):
        Unpacker([bytearray(4)], refuse).unpack(message)


def test_hashes_that_collide_take_no_time() -> None:
    members = [k * (2**61 - 1) for k in range(200_000)]  # quadratic in a set: over a minute
    began = time.process_time()
    with pytest.raises(MessageError, match="same hash"):
        Unpacker([], refuse).unpack(["set", members])
    assert time.process_time() - began < 5


@pytest.mark.parametrize(
    "value",
    [
        1 + 2j,
        Decimal("0.1"),
        Decimal("NaN"),
        Fraction(1, 3),
        range(2, 9, 3),
        frozenset({1, 2}),
        {1, 2},
        Pair(1, "b"),
        np.float32(0.5),
        np.bool(True),
        GPT2Config(10, 4, 1, 1, 8, 5),
        {1: "a", (1, 2): [3]},
    ],
    ids=repr,
)
def test_odd_values_keep_type_and_value(value: object) -> None:
    arrived = across(value)
    assert repr(arrived) == repr(value)
    assert type(arrived).__name__ == type(value).__name__


@pytest.mark.parametrize(
    ("tensor", "reason"),
    [
        (torch.eye(2).to_sparse(), "layout torch.sparse_coo"),
        (torch.empty(2, device="meta"), "device meta"),
        ("quantized", "a quantized tensor"),
    ],
    ids=["sparse", "meta", "quantized"],
)
@pytest.mark.filterwarnings("ignore")  # PyTorch is about to give up quantized tensors
def test_what_is_no_dense_tensor_is_named(tensor: torch.Tensor | str, reason: str) -> None:
    if isinstance(tensor, str):
        tensor = torch.quantize_per_tensor(torch.ones(2), 0.1, 0, torch.qint8)
    with pytest.raises(TypeError, match=f"{reason}.* where a dense tensor on the CPU is wanted"):
        Packer(refuse).pack(tensor)


def test_more_numbers_than_a_message_holds_are_refused_before_they_are_sent() -> None:
    with pytest.raises(TooLargeError, match="67,108,864 numbers are too many"):
        Packer(refuse).pack(torch.zeros(1).expand(2**13, 2**13))
    with pytest.raises(TooLargeError):
        Packer(refuse).pack([torch.zeros(2**22) for _ in range(3)])


def test_a_picture_of_too_many_cells_is_refused() -> None:
    axes = Figure().gca()
    axes.imshow(np.zeros((300, 300)))
    with pytest.raises(ValueError, match="90,000 cells; at most 65,536"):
        Packer(refuse).pack(axes)


def test_text_of_any_alphabet_takes_its_own_room() -> None:
    text = "文" * 5_000_000  # 15 MB, and 30 as JSON in ASCII
    ours, theirs = map(Channel, socket.socketpair())
    sender = threading.Thread(target=ours.send, args=({"text": text + chr(0xD800)},))
    sender.start()
    message, _ = theirs.receive()
    sender.join()
    assert message["text"] == text + chr(0xD800)
    with pytest.raises(TooLargeError, match="over 16 MiB of text"):
        ours.send({"text": text * 2})
    ours.close()
    theirs.close()


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
