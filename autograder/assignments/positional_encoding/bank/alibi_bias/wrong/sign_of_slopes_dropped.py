"""A negative slope, as training may leave it, charges like a positive one."""
# fails: values

def alibi_bias(slopes, n_queries, n_keys):
    if n_queries > n_keys:
        raise ValueError(f"{n_queries} queries, {n_keys} keys")
    back = torch.arange(n_keys - n_queries, n_keys)[:, None] - torch.arange(n_keys)
    return (-slopes.abs()[:, None, None] * back).masked_fill(back < 0, -math.inf)
