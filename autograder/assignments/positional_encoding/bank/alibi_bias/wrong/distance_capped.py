"""Distances beyond 64 cost no more."""
# fails: values

def alibi_bias(slopes, n_queries, n_keys):
    if n_queries > n_keys:
        raise ValueError(f'{n_queries} queries cannot be the last of {n_keys} tokens')
    back = torch.arange(n_keys - n_queries, n_keys)[:, None] - torch.arange(n_keys)
    bill = slopes[:, None, None] * back.clamp(max=64).to(slopes.dtype)
    return (-bill).masked_fill(back < 0, -math.inf)
