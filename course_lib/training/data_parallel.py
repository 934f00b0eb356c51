"""Data parallelism: each rank has its own part of the batch, and all take the same step.

Each rank's gradient is that of its own mean loss. The gradient of the whole batch is their mean
only if all ranks have equally many tokens; else each counts by its tokens. (DDP takes the plain
mean.)
"""

import torch
from jaxtyping import Float
from torch import Tensor


def average_gradients(
    gradients: list[list[Float[Tensor, "..."]]], n_tokens: list[int]
) -> list[Float[Tensor, "..."]]:
    """Return the gradient of the mean loss over all tokens of all ranks, weight by weight.

    A rank without tokens has no mean, and its gradient (mostly NaN) counts for nothing.

    >>> one, two = [torch.tensor([4.0])], [torch.tensor([1.0])]
    >>> average_gradients([one, two], n_tokens=[2, 8])
    [tensor([1.6000])]
    """
    if not sum(n_tokens):
        raise ValueError("no rank has a token: there is no loss to take the gradient of")
    told = [(n, own) for n, own in zip(n_tokens, gradients, strict=True) if n]
    by_weight = zip(*([n * g for g in own] for n, own in told), strict=True)
    return [torch.stack(sums).sum(dim=0) / sum(n_tokens) for sums in by_weight]
