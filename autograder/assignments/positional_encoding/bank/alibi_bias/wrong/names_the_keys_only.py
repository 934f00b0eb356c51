"""The refusal does not say how many queries."""
# fails: manners

def alibi_bias(slopes, n_queries, n_keys):
    if n_queries > n_keys:
        raise ValueError(f'there are only {n_keys} tokens')
    back = torch.arange(n_keys - n_queries, n_keys)[:, None] - torch.arange(n_keys)
    bill = slopes[:, None, None] * back.to(slopes.dtype)
    return (-bill).masked_fill(back < 0, -math.inf)
