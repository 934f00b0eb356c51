"""Tensor parallelism: one layer cut across ranks, so that each has a part of every matrix.

The feed-forward layer is cut along its inner width F. A rank has rows of ``gate`` and ``up`` (in
PyTorch's layout; columns of the matrix that a token is multiplied with) and the same columns of
``down``. It computes its inner numbers alone, and an output of the full width to which the others
still have to be added: one all-reduce.

Shapes: C model width, F feed-forward width, n ranks.

Source: Shoeybi et al. 2019 (arXiv 1909.08053).
"""

from jaxtyping import Float
from torch import Tensor

from course_lib.layers.feed_forward import swiglu


def tensor_parallel_feed_forward(
    x: Float[Tensor, "... C"],
    gate: Float[Tensor, "F C"],
    up: Float[Tensor, "F C"],
    down: Float[Tensor, "C F"],
    rank: int,
    n_ranks: int,
) -> Float[Tensor, "... C"]:
    """Return what one rank computes of SwiGLU; the sum over all ranks is the layer's output.

    >>> import torch
    >>> two, one = torch.ones(2, 1), torch.ones(1, 2)
    >>> parts = [tensor_parallel_feed_forward(torch.ones(1), two, two, one, r, 2) for r in (0, 1)]
    >>> torch.equal(sum(parts), swiglu(torch.ones(1), two, two, one))
    True
    """
    if len(gate) % n_ranks:
        raise ValueError(f"an inner width of {len(gate)} cannot be cut into {n_ranks} equal parts")
    if not 0 <= rank < n_ranks:
        raise ValueError(f"rank must lie between 0 and {n_ranks - 1}, got {rank}")
    width = len(gate) // n_ranks
    own = slice(rank * width, (rank + 1) * width)
    return swiglu(x, gate[own], up[own], down[:, own])
