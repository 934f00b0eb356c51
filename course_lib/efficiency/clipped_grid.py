"""Clipped grids: codes that do not reach a block's largest weights, where that pays.

A block's two extreme weights set its scale. A grid that is shrunk toward its middle cuts them off
and puts the others on finer steps: one large error for many small ones. The best grid is found by
trying: for every block the one whose squared error is smallest, the unclipped one included.
``importance`` weighs the errors; with the mean square of each weight's input they are the errors of
a layer's output, as far as its inputs do not go together.

Shapes: G blocks of n weights.
"""

import torch
import torch.nn.functional as F
from jaxtyping import Float
from torch import Tensor

from course_lib.efficiency.quantization import (
    QuantizedTensor,
    in_blocks,
    nearest,
    pack_bits,
    quantize,
)

SHARES = tuple(share / 20 for share in range(19, 7, -1))  # of a block's range, 95 to 40 per cent


def quantize_clipped(
    weights: Float[Tensor, "..."],
    bits: int,
    block_size: int = 64,
    importance: Float[Tensor, "..."] | None = None,
) -> QuantizedTensor:
    """Round to the nearest code of the best grid, asymmetric, block by block.

    ``importance`` holds a number for each weight, or for each column of a matrix.

    >>> weights = torch.cat([torch.linspace(-1, 1, 63), torch.tensor([6.0])])
    >>> quantize_clipped(weights, bits=2, block_size=64).dequantize().max() < 5.5
    tensor(True)
    """
    full = quantize(weights, bits, block_size)
    scales, minima, largest = full.scales, full.minima, 2**bits - 1
    assert minima is not None
    blocks = in_blocks(weights.detach().float().flatten(), block_size)  # G n
    costs = torch.ones_like(weights) if importance is None else importance.expand_as(weights)
    costs = F.pad(costs.float().flatten(), (0, blocks.numel() - weights.numel())).view_as(blocks)
    whole_step = scales.float()  # G
    middle = minima.float() + whole_step * largest / 2  # G
    values = in_blocks(full.dequantize().flatten(), block_size)  # G n
    least = (costs * (values - blocks).square()).sum(dim=1)  # G
    codes = in_blocks(full.unpacked.float(), block_size)  # G n
    for share in SHARES:
        step = (share * whole_step).half()  # G
        low = (middle - step.float() * largest / 2).half()  # G
        tried = nearest(blocks - low[:, None].float(), step, 0, largest)  # G n
        values = low[:, None].float() + step[:, None].float() * tried
        error = (costs * (values - blocks).square()).sum(dim=1)  # G
        better = error < least  # G
        least = torch.where(better, error, least)
        codes = torch.where(better[:, None], tried, codes)
        scales, minima = torch.where(better, step, scales), torch.where(better, low, minima)
    flat = codes.flatten()[: weights.numel()].to(torch.uint8)
    return QuantizedTensor(pack_bits(flat, bits), scales, minima, bits, block_size, full.shape)
