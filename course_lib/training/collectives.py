"""What processes say to each other, played by one: a list of tensors, one for each rank.

A ring: rank r sends to rank r + 1, the last to the first, and all of them at the same time. Each
tensor is cut into n chunks, and in a step each rank sends one chunk.

    reduce-scatter    n − 1 steps; a chunk that arrives is added; each rank ends with one whole sum
    all-gather        n − 1 steps; a chunk that arrives is kept; all ranks end with all sums
    all-reduce        both

Whatever n is, a rank sends less than twice its tensor. Shapes: n ranks, N numbers of each.

Source: Patarasuk and Yuan 2009, *Bandwidth optimal all-reduce algorithms for clusters of
workstations*.
"""

import torch
from jaxtyping import Float
from torch import Tensor

Chunks = list[list[Tensor]]  # by rank, then by place


def ring_all_reduce(
    tensors: list[Float[Tensor, " N"]],
) -> tuple[list[Float[Tensor, " N"]], list[int]]:
    """Return the sum of all ranks' tensors, as each rank has it, and the bytes that each sent.

    >>> sums, sent = ring_all_reduce([torch.tensor([1.0, 2.0]), torch.tensor([10.0, 20.0])])
    >>> [tensor.tolist() for tensor in sums], sent
    ([[11.0, 22.0], [11.0, 22.0]], [8, 8])
    """
    chunks = [list(tensor.tensor_split(len(tensors))) for tensor in tensors]
    sent = [0] * len(tensors)
    reduce_scatter(chunks, sent)
    all_gather(chunks, sent)
    return [torch.cat(own) for own in chunks], sent


def reduce_scatter(chunks: Chunks, sent: list[int]) -> None:
    """Go round once, adding: rank r ends with the whole sum of chunk r + 1.

    >>> chunks = [list(torch.tensor(own).split(1)) for own in ([1.0, 2.0], [10.0, 20.0])]
    >>> reduce_scatter(chunks, sent=[0, 0])
    >>> chunks[0][1].item(), chunks[1][0].item()
    (22.0, 11.0)
    """
    n = len(chunks)
    for step in range(n - 1):
        travelling = [chunks[r][(r - step) % n] for r in range(n)]
        for r, chunk in enumerate(travelling):
            sent[r] += chunk.nbytes
            place, neighbour = (r - step) % n, chunks[(r + 1) % n]
            neighbour[place] = neighbour[place] + chunk


def all_gather(chunks: Chunks, sent: list[int]) -> None:
    """Go round again, copying: rank r passes on the newest whole chunk that it has.

    >>> chunks = [list(torch.tensor(own).split(1)) for own in ([1.0, 22.0], [11.0, 2.0])]
    >>> all_gather(chunks, sent=[0, 0])
    >>> [[chunk.item() for chunk in own] for own in chunks]
    [[11.0, 22.0], [11.0, 22.0]]
    """
    n = len(chunks)
    for step in range(n - 1):
        travelling = [chunks[r][(r + 1 - step) % n] for r in range(n)]
        for r, chunk in enumerate(travelling):
            sent[r] += chunk.nbytes
            chunks[(r + 1) % n][(r + 1 - step) % n] = chunk
