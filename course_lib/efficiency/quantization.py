"""Quantization: weights in a few bits, each block of them with a scale of its own.

    symmetric    w ≈ scale · code              codes −7 … 7 in 4 bits; zero stays zero
    asymmetric   w ≈ minimum + scale · code    codes 0 … 15; every code is used

Rounding to the nearest code is wrong by half a scale at most: the 16-bit scale is rounded up and
the minimum down, so that the codes span the block. A scale reaches only as far as its block (32 or
64 weights), so a single large weight spoils no more than its neighbours. Scales and minima count:
4 bits with a 16-bit scale for each 64 weights are 4.25 bits.

Codes are stored packed, so a tensor's real bytes are the bytes of the formula.

Source: Dettmers and Zettlemoyer 2023; the formats Q4_0 and Q4_1 of ggml are of this kind.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

import torch
import torch.nn.functional as F
from jaxtyping import Float, UInt8
from torch import Tensor, nn

LARGEST_BITS = 8


@dataclass(frozen=True)
class QuantizedTensor:
    """Weights as packed codes, with a scale and perhaps a minimum for each block.

    >>> rounded = quantize(torch.tensor([-1.0, 0.2, 0.9, 2.0]), bits=2, block_size=4)
    >>> rounded.unpacked.tolist(), rounded.n_bytes
    ([0, 1, 2, 3], 5)
    """

    codes: UInt8[Tensor, "bytes"]
    scales: Float[Tensor, "blocks"]
    minima: Float[Tensor, "blocks"] | None
    bits: int
    block_size: int
    shape: tuple[int, ...]

    @property
    def n_bytes(self) -> int:
        """Bytes of codes, scales and minima."""
        parts = [self.codes, self.scales] + ([] if self.minima is None else [self.minima])
        return sum(part.nbytes for part in parts)

    @property
    def unpacked(self) -> UInt8[Tensor, "n"]:
        """The code of each weight."""
        return unpack_bits(self.codes, self.bits, torch.Size(self.shape).numel())

    def dequantize(self) -> Float[Tensor, "..."]:
        """Return the weights that the codes stand for, in float32."""
        codes = self.unpacked
        n = len(codes)
        blocks = in_blocks(codes.float(), self.block_size)  # blocks block_size
        if self.minima is None:
            weights = self.scales[:, None].float() * (blocks - 2 ** (self.bits - 1))
        else:
            weights = self.scales[:, None].float() * blocks + self.minima[:, None].float()
        return weights.flatten()[:n].view(self.shape)


def quantize(
    weights: Float[Tensor, "..."], bits: int, block_size: int = 64, symmetric: bool = False
) -> QuantizedTensor:
    """Round weights to the nearest code, block by block along the flattened tensor.

    >>> quantize(torch.tensor([-1.0, 0.2, 0.9, 2.0]), bits=2, block_size=4).dequantize()
    tensor([-1.,  0.,  1.,  2.])
    """
    codes, scales, minima = nearest_codes(weights, bits, block_size, symmetric)
    shape = tuple(weights.shape)
    return QuantizedTensor(pack_bits(codes, bits), scales, minima, bits, block_size, shape)


def nearest_codes(
    weights: Float[Tensor, "..."], bits: int, block_size: int, symmetric: bool = False
) -> tuple[UInt8[Tensor, "n"], Float[Tensor, "blocks"], Float[Tensor, "blocks"] | None]:
    """Return a code for each weight, and a scale and perhaps a minimum for each block.

    Symmetric codes are stored with 2^(bits − 1) added, so that all are 0 or more.

    >>> nearest_codes(torch.tensor([-1.0, 0.2, 0.9, 2.0]), bits=2, block_size=4)[0]
    tensor([0, 1, 2, 3], dtype=torch.uint8)
    """
    _require_sizes(bits, block_size)
    blocks = in_blocks(weights.detach().float().flatten(), block_size)  # blocks block_size
    if symmetric:
        middle, largest = 2 ** (bits - 1), 2 ** (bits - 1) - 1
        minima = None
        scales = at_least(blocks.abs().amax(dim=1) / largest, torch.float16)  # blocks
        codes = nearest(blocks, scales, -largest, largest) + middle
    else:
        largest = 2**bits - 1
        minima = -at_least(-blocks.amin(dim=1), torch.float16, tolerance=0.0)  # blocks
        above = blocks - minima[:, None].float()
        scales = at_least(above.amax(dim=1) / largest, torch.float16)  # blocks
        codes = nearest(above, scales, 0, largest)
    if not scales.isfinite().all():
        raise ValueError("the weights are not finite, or their range is too wide for 16-bit scales")
    return codes.flatten()[: weights.numel()].to(torch.uint8), scales, minima


def quantized_bytes(
    n_weights: int, bits: int, block_size: int, scale_bits: int = 16, symmetric: bool = True
) -> int:
    """Bytes of codes and scales, and of minima where the codes are not symmetric.

    >>> quantized_bytes(1024, bits=4, block_size=64), quantized_bytes(1000, bits=4, block_size=64)
    (544, 532)
    """
    _require_sizes(bits, block_size)
    n_blocks = ceil(n_weights / block_size)
    numbers_per_block = 1 if symmetric else 2
    return ceil(n_weights * bits / 8) + ceil(n_blocks * numbers_per_block * scale_bits / 8)


def pack_bits(codes: UInt8[Tensor, "n"], bits: int) -> UInt8[Tensor, "bytes"]:
    """Write codes one after another without gaps, the lowest bit first.

    >>> pack_bits(torch.tensor([1, 2, 3, 0], dtype=torch.uint8), bits=2)
    tensor([57], dtype=torch.uint8)
    """
    stream = (codes[:, None] >> _places(bits, codes)) & 1  # n bits
    stream = F.pad(stream.flatten(), (0, -stream.numel() % 8))
    return (stream.view(-1, 8) << _places(8, codes)).sum(dim=1, dtype=torch.uint8)


def unpack_bits(packed: UInt8[Tensor, "bytes"], bits: int, n: int) -> UInt8[Tensor, "n"]:
    """Undo ``pack_bits`` for the first ``n`` codes.

    >>> unpack_bits(torch.tensor([57], dtype=torch.uint8), bits=2, n=3)
    tensor([1, 2, 3], dtype=torch.uint8)
    """
    stream = (packed[:, None] >> _places(8, packed)) & 1  # bytes 8
    codes = stream.flatten()[: n * bits].view(n, bits)
    return (codes << _places(bits, packed)).sum(dim=1, dtype=torch.uint8)


class QuantizedLinear(nn.Module):
    """A linear layer whose matrix is stored in a few bits and written out for each use.

    This saves memory, not time: a ``PackedLlama`` multiplies with the codes themselves.

    >>> layer = QuantizedLinear(nn.Linear(64, 32), bits=4)
    >>> layer(torch.zeros(1, 64)).shape
    torch.Size([1, 32])
    """

    codes: Tensor
    scales: Tensor
    minima: Tensor | None

    def __init__(self, linear: nn.Linear, bits: int, block_size: int = 64, symmetric: bool = False):
        super().__init__()
        weight = quantize(linear.weight, bits, block_size, symmetric)
        self.bits, self.block_size, self.shape = bits, block_size, weight.shape
        self.register_buffer("codes", weight.codes)
        self.register_buffer("scales", weight.scales)
        self.register_buffer("minima", weight.minima)
        self.bias = linear.bias

    @property
    def weight(self) -> Float[Tensor, "out in"]:
        """The matrix that the codes stand for."""
        return self.quantized.dequantize()

    @property
    def quantized(self) -> QuantizedTensor:
        """The stored matrix."""
        parts = (self.codes, self.scales, self.minima)
        return QuantizedTensor(*parts, self.bits, self.block_size, self.shape)

    def forward(self, x: Float[Tensor, "... in"]) -> Float[Tensor, "... out"]:
        """Multiply with the matrix that the codes stand for."""
        return F.linear(x, self.weight.type_as(x), self.bias)

    def extra_repr(self) -> str:
        """Show the sizes when the layer is printed."""
        rows, columns = self.shape
        return f"{columns} to {rows}, {self.bits} bits in blocks of {self.block_size}"


def quantize_(
    model: nn.Module,
    bits: int,
    block_size: int = 64,
    symmetric: bool = False,
    keep: Sequence[str] = ("lm_head",),
) -> nn.Module:
    """Replace the linear layers of a model by quantized ones, in place, except those to ``keep``.

    The head is kept by default: it is usually the embedding too, and rounding it costs most.

    >>> model = nn.ModuleDict({"up": nn.Linear(64, 32), "lm_head": nn.Linear(32, 8)})
    >>> [type(layer).__name__ for layer in quantize_(model, bits=4).values()]
    ['QuantizedLinear', 'Linear']
    """
    if isinstance(model, nn.Linear):
        raise TypeError("quantize_ replaces the layers inside a model: use QuantizedLinear(layer)")
    for name, layer in list(model.named_modules()):
        if isinstance(layer, nn.Linear) and name not in keep:
            parent, _, attribute = name.rpartition(".")
            quantized = QuantizedLinear(layer, bits, block_size, symmetric)
            setattr(model.get_submodule(parent), attribute, quantized)
    return model


def at_least(
    x: Float[Tensor, "..."], dtype: torch.dtype, tolerance: float = 2**-20
) -> Float[Tensor, "..."]:
    """Round to ``dtype``, up where the nearest number is smaller than x by more than float32 errs.

    >>> at_least(torch.tensor([1e-9, 0.1, 1.0]), torch.float16).tolist()
    [5.960464477539063e-08, 0.10003662109375, 1.0]
    """
    rounded = x.to(dtype)
    above = torch.nextafter(rounded, torch.full_like(rounded, torch.inf))
    return torch.where(rounded.float() < x - tolerance * x.abs(), above, rounded)


def nearest(
    values: Float[Tensor, "blocks n"], scales: Float[Tensor, "blocks"], low: int, high: int
) -> Float[Tensor, "blocks n"]:
    """Return the code that is nearest to each value, with the scale of its block.

    >>> nearest(torch.tensor([[0.1, -0.4]]), torch.tensor([0.2]), low=-1, high=1)
    tensor([[ 0., -1.]])
    """
    # A block of equal weights has the scale 0; its codes may be anything, so they become 0.
    divisors = scales.float().masked_fill(scales == 0, torch.inf)  # blocks
    return (values / divisors[:, None]).round().clamp(low, high)


def in_blocks(flat: Float[Tensor, "n"], block_size: int) -> Float[Tensor, "blocks block_size"]:
    """Cut into rows of ``block_size``; the last weight is repeated to fill the last row.

    >>> in_blocks(torch.tensor([1.0, 2.0, 3.0]), block_size=2)
    tensor([[1., 2.],
            [3., 3.]])
    """
    missing = -len(flat) % block_size
    return torch.cat([flat, flat[-1:].expand(missing)]).view(-1, block_size)


def _places(n: int, like: Tensor) -> UInt8[Tensor, "n"]:
    return torch.arange(n, dtype=torch.uint8, device=like.device)


def _require_sizes(bits: int, block_size: int) -> None:
    if not 2 <= bits <= LARGEST_BITS:
        raise ValueError(f"bits must lie between 2 and {LARGEST_BITS}; got {bits}")
    if block_size < 1:
        raise ValueError(f"block_size must be at least 1; got {block_size}")
