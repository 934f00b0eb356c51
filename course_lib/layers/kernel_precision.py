"""Kernel precision: where a fused kernel is better kept from a narrow number format."""

from contextlib import AbstractContextManager, nullcontext

import torch


def attention_precision(device: torch.device) -> AbstractContextManager:
    """Return the context for a fused attention kernel: on a CPU, float32 even within autocast.

    There its backward pass takes several times as long in bfloat16.
    """
    if device.type == "cpu" and torch.is_autocast_enabled("cpu"):
        return torch.autocast("cpu", enabled=False)
    return nullcontext()
