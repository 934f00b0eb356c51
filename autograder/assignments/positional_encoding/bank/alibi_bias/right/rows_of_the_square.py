"""The last rows of the square table."""

def alibi_bias(slopes, n_queries, n_keys):
    if n_queries > n_keys:
        raise ValueError(f"{n_queries} queries, {n_keys} keys")
    position = torch.arange(n_keys, dtype=slopes.dtype)
    gap = position[:, None] - position
    hidden = torch.ones(n_keys, n_keys, dtype=torch.bool).triu(1)
    square = (gap * -slopes.view(-1, 1, 1)).masked_fill(hidden, float("-inf"))
    return square[:, n_keys - n_queries :]
