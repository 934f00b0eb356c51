"""A named tuple of both results."""

from typing import NamedTuple


class Attended(NamedTuple):
    output: Tensor
    weights: Tensor


def causal_attention(q, k, v):
    T, S = q.shape[-2], k.shape[-2]
    hidden = torch.ones(T, S, dtype=torch.bool).triu(S - T + 1)
    scores = q @ k.mT / math.sqrt(q.shape[-1])
    weights = scores.masked_fill(hidden, -math.inf).softmax(-1)
    return Attended(weights @ v, weights)
