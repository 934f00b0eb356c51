"""Kernel precision: where a fused kernel is better kept from a narrow number format."""

from contextlib import AbstractContextManager, nullcontext

import torch
from torch import Tensor


def attention_precision(device: torch.device) -> AbstractContextManager:
    """Return the context for a fused attention kernel: on a CPU, no autocast to a narrow format."""
    return torch.autocast("cpu", enabled=False) if _narrowed(device) else nullcontext()


def attention_inputs(*tensors: Tensor) -> tuple[Tensor, ...]:
    """Return tensors as a fused attention kernel takes them best: on a CPU, in float32.

    There its backward pass takes several times as long in bfloat16, which is what the projections
    give within autocast.
    """
    if _narrowed(tensors[0].device):
        return tuple(tensor.float() for tensor in tensors)
    return tensors


def _narrowed(device: torch.device) -> bool:
    return device.type == "cpu" and torch.is_autocast_enabled("cpu")
