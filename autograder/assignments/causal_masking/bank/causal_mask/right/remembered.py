"""A mask is made once for each length, then remembered."""

from functools import lru_cache


@lru_cache
def causal_mask(n):
    return torch.ones(n, n).tril() > 0
