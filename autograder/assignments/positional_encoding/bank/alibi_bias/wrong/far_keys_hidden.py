"""Keys more than 64 tokens back are hidden."""
# fails: values

def alibi_bias(slopes, n_queries, n_keys):
    if n_queries > n_keys:
        raise ValueError(f'{n_queries} queries cannot be the last of {n_keys} tokens')
    back = torch.arange(n_keys - n_queries, n_keys)[:, None] - torch.arange(n_keys)
    bill = slopes[:, None, None] * back.to(slopes.dtype)
    return (-bill).masked_fill((back < 0) | (back > 64), -math.inf)
