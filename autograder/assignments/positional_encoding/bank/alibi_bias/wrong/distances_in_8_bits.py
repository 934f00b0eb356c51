"""Distances in 8 bits overflow."""
# fails: values

def alibi_bias(slopes, n_queries, n_keys):
    if n_queries > n_keys:
        raise ValueError(f'{n_queries} queries cannot be the last of {n_keys} tokens')
    back = torch.arange(n_keys - n_queries, n_keys)[:, None] - torch.arange(n_keys)
    back = back.to(torch.int8)
    bill = slopes[:, None, None] * back.to(slopes.dtype)
    return (-bill).masked_fill(back < 0, -math.inf)
