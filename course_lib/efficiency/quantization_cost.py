"""What quantization costs: bytes saved against loss gained, measured on a real model.

Round-to-nearest is the simplest method and never quite free: 8 bits cost almost nothing, 4 bits a
little, 3 bits much, and with 2 bits a small model is gone.

SmolLM2 comes in 4 bits, asymmetric in blocks of 32. Quantized in just this way once more it loses
nothing: its weights stand on the grid already. Every other grid rounds what was rounded before.
"""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass

from jaxtyping import Int
from torch import Tensor, nn

from course_lib.efficiency.quantization import QuantizedLinear, quantize_
from course_lib.training.evaluation import negative_log_likelihood


@dataclass(frozen=True)
class QuantizationCost:
    """One row of the table: bytes of the quantized layers, and the loss in nats a token."""

    bits: int
    block_size: int
    symmetric: bool
    n_bytes: int
    loss: float
    increase: float


def quantization_costs(
    model: nn.Module,
    token_ids: Sequence[int] | Int[Tensor, "T"],
    bits: Sequence[int] = (8, 4, 3, 2),
    block_size: int = 64,
    symmetric: bool = False,
    keep: Sequence[str] = ("lm_head",),
) -> list[QuantizationCost]:
    """Quantize copies of a model and measure each on a text; the model itself is left alone."""
    unrounded = negative_log_likelihood(model, token_ids)
    table = []
    for n_bits in bits:
        rounded = quantize_(deepcopy(model), n_bits, block_size, symmetric, keep)
        loss = negative_log_likelihood(rounded, token_ids)
        layers = [m for m in rounded.modules() if isinstance(m, QuantizedLinear)]
        n_bytes = sum(layer.quantized.n_bytes for layer in layers)
        increase = loss - unrounded
        table.append(QuantizationCost(n_bits, block_size, symmetric, n_bytes, loss, increase))
    return table
