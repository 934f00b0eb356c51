"""Kernel precision: where a fused kernel is better kept from a narrow number format."""

from contextlib import AbstractContextManager, nullcontext

import torch
from torch import Tensor


def attention_precision(device: torch.device) -> AbstractContextManager:
    """Return the context for a fused attention kernel: on a CPU, no autocast to a narrow format.

    >>> with torch.autocast("cpu", dtype=torch.bfloat16), attention_precision(torch.device("cpu")):
    ...     (torch.ones(1, 1) @ torch.ones(1, 1)).dtype
    torch.float32
    """
    return torch.autocast("cpu", enabled=False) if _narrowed(device) else nullcontext()


def attention_inputs(*tensors: Tensor) -> tuple[Tensor, ...]:
    """Return tensors as a fused attention kernel takes them best: on a CPU, in float32.

    There its backward pass takes several times as long in bfloat16, which is what the projections
    give within autocast.

    >>> with torch.autocast("cpu", dtype=torch.bfloat16):
    ...     [q] = attention_inputs(torch.ones(1, 1) @ torch.ones(1, 1))
    >>> q.dtype
    torch.float32
    """
    if _narrowed(tensors[0].device):
        return tuple(tensor.float() for tensor in tensors)
    return tensors


def _narrowed(device: torch.device) -> bool:
    return device.type == "cpu" and torch.is_autocast_enabled("cpu")
