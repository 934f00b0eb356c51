"""GGUF: read as the package `gguf` reads it, and refused when it is damaged."""

import struct

import numpy as np
import pytest
import torch
from gguf import GGMLQuantizationType, GGUFReader, GGUFWriter, quantize

from course_lib.pretrained.gguf_file import read_gguf


@pytest.fixture
def path(tmp_path):
    return write_small_gguf(tmp_path / "small.gguf")


def write_small_gguf(path):
    writer = GGUFWriter(path, "llama")
    writer.add_uint32("llama.block_count", 3)
    writer.add_float32("llama.epsilon", 1e-5)
    writer.add_bool("flag", False)
    writer.add_string("name", "naïve")
    writer.add_array("tokens", ["a", "bc", "Ġ"])
    writer.add_array("kinds", [1, -2, 3])
    numbers = np.random.default_rng(0).standard_normal((3, 64), dtype=np.float32)
    writer.add_tensor("plain", numbers[:, :5].copy())
    for name in ("Q4_1", "Q8_0"):
        kind = GGMLQuantizationType[name]
        writer.add_tensor(name, quantize(numbers, kind), raw_dtype=kind)
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()
    return path


def test_metadata_equals_what_was_written(path):
    metadata = read_gguf(path).metadata
    assert metadata["llama.block_count"] == 3
    assert metadata["llama.epsilon"] == 1e-5
    assert metadata["flag"] is False
    assert metadata["name"] == "naïve"
    assert metadata["tokens"] == ["a", "bc", "Ġ"]
    assert metadata["kinds"] == [1, -2, 3]


def test_tensors_equal_those_of_the_package(path):
    file, reader = read_gguf(path), GGUFReader(path)
    assert list(file.tensors) == [tensor.name for tensor in reader.tensors]
    for tensor in reader.tensors:
        ours = file.tensors[tensor.name]
        assert ours.shape == tuple(reversed(tensor.shape.tolist()))
        assert np.array_equal(ours.data, tensor.data.view(np.uint8).ravel())
        assert ours.dequantize().shape == ours.shape


def test_blocks_of_four_and_eight_bits_are_near_the_numbers(path):
    numbers = torch.from_numpy(np.random.default_rng(0).standard_normal((3, 64), dtype=np.float32))
    tensors = read_gguf(path).tensors
    assert torch.equal(tensors["plain"].dequantize(), numbers[:, :5])
    assert (tensors["Q4_1"].dequantize() - numbers).abs().max() < 0.25
    assert (tensors["Q8_0"].dequantize() - numbers).abs().max() < 0.02


def test_an_entry_that_is_not_there_is_named(path):
    with pytest.raises(ValueError, match=r"small.gguf has no entry 'llama.rope.freq_base'"):
        read_gguf(path)["llama.rope.freq_base"]


def test_every_truncation_is_refused(path):
    whole = path.read_bytes()
    for length in range(0, len(whole) - 32, 7):  # the last bytes only fill up to the alignment
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError, match=r"small.gguf is not a whole GGUF file"):
            read_gguf(path)


def test_every_changed_header_byte_is_read_or_refused_and_nothing_else(path):
    whole = path.read_bytes()
    for place in range(0, len(whole) - 600):
        for value in (0, 0xFF):
            path.write_bytes(whole[:place] + bytes([value]) + whole[place + 1 :])
            try:
                read_gguf(path)
            except ValueError as error:
                assert "small.gguf" in str(error)  # noqa: PT017


@pytest.mark.parametrize(
    ("place", "bytes_", "reason"),
    [
        (0, b"PK\x03\x04", "it begins with b'PK"),
        (4, struct.pack("<I", 9), "version 9 is unknown"),
        (8, struct.pack("<Q", 2**60), "a list of 1,152,921,504,606,846,976 values"),
        (24, struct.pack("<Q", 2**50), "more bytes were announced than it holds"),
    ],
)
def test_the_reason_is_named(path, place, bytes_, reason):
    whole = path.read_bytes()
    path.write_bytes(whole[:place] + bytes_ + whole[place + len(bytes_) :])
    with pytest.raises(ValueError, match=reason):
        read_gguf(path)
