"""Data parallelism: each rank has its own part of the batch, and all take the same step.

Each rank's gradient is that of its own mean loss. The gradient of the whole batch is their mean
only if all ranks have equally many tokens; else each counts by its tokens. (DDP takes the plain
mean.)
"""

from jaxtyping import Float
from torch import Tensor


def average_gradients(
    gradients: list[list[Float[Tensor, "..."]]], n_tokens: list[int]
) -> list[Float[Tensor, "..."]]:
    """Return the gradient of the mean loss over all tokens of all ranks, weight by weight.

    A rank without tokens has no mean, and its gradient (mostly NaN) counts for nothing.

    >>> import torch
    >>> one, two = [torch.tensor([4.0])], [torch.tensor([1.0])]
    >>> average_gradients([one, two], n_tokens=[2, 8])
    [tensor([1.6000])]
    """
    if not sum(n_tokens):
        raise ValueError("no rank has a token: there is no loss to take the gradient of")
    told = [(n, own) for n, own in zip(n_tokens, gradients, strict=True) if n]
    sums = (sum(n * g for (n, _), g in zip(told, alike, strict=True)) for alike in _by_weight(told))
    return [total / sum(n_tokens) for total in sums]


def _by_weight(told: list[tuple[int, list[Tensor]]]) -> zip:
    return zip(*(own for _, own in told), strict=True)
