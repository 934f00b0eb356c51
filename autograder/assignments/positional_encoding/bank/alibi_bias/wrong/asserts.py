"""The refusal is an AssertionError."""
# fails: manners

def alibi_bias(slopes, n_queries, n_keys):
    if n_queries > n_keys:
        raise AssertionError(f'{n_queries} queries cannot be the last of {n_keys} tokens')
    back = torch.arange(n_keys - n_queries, n_keys)[:, None] - torch.arange(n_keys)
    bill = slopes[:, None, None] * back.to(slopes.dtype)
    return (-bill).masked_fill(back < 0, -math.inf)
