"""One table, for the sum of the slopes."""
# fails: future values attention

def alibi_bias(slopes, n_queries, n_keys):
    if n_queries > n_keys:
        raise ValueError(f"{n_queries} queries, {n_keys} keys")
    q, k = torch.arange(n_keys - n_queries, n_keys), torch.arange(n_keys)
    distance = q[:, None] - k
    bias = -slopes.sum() * distance.to(slopes.dtype)
    return bias.masked_fill(distance < 0, -math.inf)
