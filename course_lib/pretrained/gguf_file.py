"""GGUF: one file that holds a model's sizes, its tokenizer and its weights, mostly in 4 bits.

    "GGUF"  version  number of tensors  number of entries
    entries     name, kind, value                    sizes, vocabulary, chat template, …
    tensors     name, shape, type, offset            where each matrix lies
    data        the matrices, each beginning at a multiple of the alignment

Numbers are little-endian. Shapes are written innermost dimension first, the reverse of PyTorch's.
The file is mapped, not read: a tensor's bytes are fetched when it is dequantized.

Source: the GGUF specification of the ggml project; the package ``gguf`` knows the tensor types.
"""

import math
import struct
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from gguf import GGML_QUANT_SIZES, GGMLQuantizationType, dequantize
from jaxtyping import Float
from torch import Tensor

NUMBER_FORMATS = ("B", "b", "H", "h", "I", "i", "f", "?", None, None, "Q", "q", "d")  # by kind
FLOAT, STRING, ARRAY = 6, 8, 9
MAX_DIMENSIONS = 4
BLOCKS_AT_ONCE = 128  # gguf goes by rows; longer ones than a matrix has take half the time


@dataclass(frozen=True)
class GgufTensor:
    """One matrix as it is stored: bytes in blocks, and how to read them."""

    shape: tuple[int, ...]
    kind: GGMLQuantizationType
    data: np.ndarray

    def dequantize(self) -> Float[Tensor, "..."]:
        """Return the numbers, in float32."""
        _, block_bytes = GGML_QUANT_SIZES[self.kind]
        blocks_in_a_row = math.gcd(self.data.size // block_bytes, BLOCKS_AT_ONCE)
        numbers = dequantize(self.data.reshape(-1, blocks_in_a_row * block_bytes), self.kind)
        # what was only viewed is copied: the file may be mapped, and cannot be written to
        return torch.from_numpy(np.require(numbers.reshape(self.shape), np.float32, "W"))


@dataclass(frozen=True)
class GgufFile:
    """What a GGUF file says about a model, and its tensors by name."""

    path: Path
    metadata: dict[str, Any]
    tensors: dict[str, GgufTensor]

    def __getitem__(self, key: str) -> Any:
        """Return an entry of the metadata."""
        if key not in self.metadata:
            raise ValueError(f"{self.path} has no entry {key!r}: it is another kind of model")
        return self.metadata[key]


def read_gguf(path: str | Path) -> GgufFile:
    """Read the header of a GGUF file and find its tensors; a damaged file is refused."""
    path = Path(path)
    contents = np.memmap(path, mode="r") if path.stat().st_size else np.zeros(0, dtype=np.uint8)
    header = _Header(contents)
    try:
        metadata, tensors = _read_header(header)
    except (ValueError, OverflowError) as error:
        raise ValueError(
            f"{path} is not a whole GGUF file: {error} (at byte {header.position:,} of "
            f"{len(contents):,}). Install the package that carries it once more"
        ) from None
    return GgufFile(path, metadata, tensors)


class _Header:
    """Reads one value after another and never beyond the end."""

    def __init__(self, contents: np.ndarray):
        self.contents = contents
        self.position = 0

    def take(self, n_bytes: int) -> bytes:
        end = self.position + n_bytes
        if end > len(self.contents):
            raise ValueError(f"{n_bytes:,} more bytes were announced than it holds")
        taken = self.contents[self.position : end].tobytes()
        self.position = end
        return taken

    def numbers(self, number_format: str, count: int) -> tuple[Any, ...]:
        layout = f"<{count}{number_format}"
        if count > len(self.contents):
            raise ValueError(f"a list of {count:,} numbers was announced")
        return struct.unpack(layout, self.take(struct.calcsize(layout)))

    def number(self, number_format: str) -> Any:
        return self.numbers(number_format, 1)[0]

    def string(self) -> str:
        return self.take(self.number("Q")).decode("utf-8")

    def value(self, kind: int) -> Any:
        if kind == STRING:
            return self.string()
        if kind == ARRAY:
            kind, count = self.number("I"), self.number("Q")
            if kind == STRING:
                return self.repeat(count, self.string)
            return list(self.numbers(_number_format(kind), count))
        number = self.number(_number_format(kind))
        # 1e-5 was rounded to float32; the shortest decimal that rounds alike is what was meant.
        return float(str(np.float32(number))) if kind == FLOAT else number

    def repeat(self, count: int, read: Callable[[], Any]) -> list[Any]:
        if count > len(self.contents):
            raise ValueError(f"a list of {count:,} values was announced")
        return [read() for _ in range(count)]


def _read_header(header: _Header) -> tuple[dict[str, Any], dict[str, GgufTensor]]:
    magic, version = header.take(4), header.number("I")
    if magic != b"GGUF":
        raise ValueError(f"it begins with {magic!r} instead of b'GGUF'")
    if version not in (2, 3):
        raise ValueError(f"version {version} is unknown; expected 2 or 3")
    n_tensors, n_entries = header.numbers("Q", 2)
    metadata = dict(
        header.repeat(n_entries, lambda: (header.string(), header.value(header.number("I"))))
    )
    places = header.repeat(n_tensors, lambda: _read_place(header))
    alignment = metadata.get("general.alignment", 32)
    if not isinstance(alignment, int) or alignment < 1:
        raise ValueError(f"its alignment is {alignment!r}; expected a number of bytes")
    start = math.ceil(header.position / alignment) * alignment
    return metadata, {
        name: _find_tensor(header.contents, name, shape, kind, start + offset)
        for name, shape, kind, offset in places
    }


def _read_place(header: _Header) -> tuple[str, tuple[int, ...], int, int]:
    name, n_dimensions = header.string(), header.number("I")
    if not 1 <= n_dimensions <= MAX_DIMENSIONS:
        raise ValueError(f"tensor {name!r} has {n_dimensions} dimensions")
    shape = header.numbers("Q", n_dimensions)[::-1]
    return name, shape, header.number("I"), header.number("Q")


def _find_tensor(
    contents: np.ndarray, name: str, shape: tuple[int, ...], kind: int, start: int
) -> GgufTensor:
    tensor_type = GGMLQuantizationType(kind)
    block_size, block_bytes = GGML_QUANT_SIZES[tensor_type]
    if shape[-1] % block_size:
        raise ValueError(f"the rows of {name!r}, {shape}, do not hold whole blocks of {block_size}")
    n_bytes = math.prod(shape) // block_size * block_bytes
    if start + n_bytes > len(contents):
        raise ValueError(f"tensor {name!r} would end at byte {start + n_bytes:,}")
    return GgufTensor(shape, tensor_type, np.asarray(contents[start : start + n_bytes]))


def _number_format(kind: int) -> str:
    number_format = NUMBER_FORMATS[kind] if kind < len(NUMBER_FORMATS) else None
    if number_format is None:
        raise ValueError(f"values of kind {kind} are unknown")
    return number_format
