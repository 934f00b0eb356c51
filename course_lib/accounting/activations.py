"""Counting what a forward pass keeps for the backward pass: numbers of activations, not of weights.

The count is PyTorch's own: a model without numbers (on the device ``meta``) reads tokens, and every
tensor that is saved for backward is weighed once. It grows with the number of tokens, and by an
equal amount for each layer.

The score matrices of attention would grow with the square of the length. A fused kernel never
stores them, so the square is taken out: three lengths tell it from what is linear.
"""

from dataclasses import replace

import torch
from torch import Tensor

from course_lib.layers.sizes import require_at_least
from course_lib.models.llama import Llama, LlamaConfig
from course_lib.training.evaluation import next_token_loss


def activation_bytes(config: LlamaConfig, n_tokens: int) -> int:
    """Bytes kept for backward by one text, in 16 bits, with fused attention, nothing recomputed.

    >>> tiny = LlamaConfig(11, 8, n_layers=3, n_heads=2, n_kv_heads=1, d_ff=16, context_length=64)
    >>> activation_bytes(tiny, 40) == 2 * activation_bytes(tiny, 20)
    True
    """
    require_at_least(1, n_tokens=n_tokens)
    one, two = (_bytes_a_token(replace(config, n_layers=n_layers)) for n_layers in (1, 2))
    return n_tokens * (one + (config.n_layers - 1) * (two - one))


def _bytes_a_token(config: LlamaConfig) -> int:
    """The linear part: f(n) = a·n + b·n² + c, seen at three lengths."""
    near, middle, far = (saved_bytes(config, n_tokens) for n_tokens in (8, 16, 24))
    twice_b = (far - 2 * middle + near) // 64  # second difference over the squared step
    return (middle - near) // 8 - twice_b * 12  # slope at 12 tokens, without the square's


def saved_bytes(config: LlamaConfig, n_tokens: int) -> int:
    """Bytes of all tensors that one pass saves for backward, each counted once, without weights.

    >>> tiny = LlamaConfig(11, 8, n_layers=1, n_heads=2, n_kv_heads=1, d_ff=16, context_length=64)
    >>> saved_bytes(tiny, 20) > saved_bytes(tiny, 10)
    True
    """
    with torch.device("meta"):
        model = Llama(config).bfloat16()
        tokens = torch.zeros(1, n_tokens, dtype=torch.long)
    weights = {p.untyped_storage()._cdata for p in model.parameters()}
    saved: dict[int, Tensor] = {}

    def weigh(tensor: Tensor) -> Tensor:
        saved[tensor.untyped_storage()._cdata] = tensor  # kept, so that no place is used again
        return tensor

    with torch.autograd.graph.saved_tensors_hooks(weigh, lambda tensor: tensor):
        next_token_loss(model(tokens), tokens)
    return sum(t.untyped_storage().nbytes() for key, t in saved.items() if key not in weights)
