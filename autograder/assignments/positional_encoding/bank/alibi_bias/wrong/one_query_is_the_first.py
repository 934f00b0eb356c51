"""A single query is taken for token 0."""
# fails: future values attention manners

def alibi_bias(slopes, n_queries, n_keys):
    if n_queries > n_keys:
        raise ValueError(f"{n_queries} and {n_keys}")
    first = n_keys - n_queries if n_queries > 1 else 0
    back = torch.arange(first, first + n_queries)[:, None] - torch.arange(n_keys)
    return (-slopes[:, None, None] * back).masked_fill(back < 0, -math.inf)
