"""The refusal does not say how many keys."""
# fails: manners

def alibi_bias(slopes, n_queries, n_keys):
    if n_queries > n_keys:
        raise ValueError(f"{n_queries} queries are too many")
    back = torch.arange(n_keys - n_queries, n_keys)[:, None] - torch.arange(n_keys)
    bill = -slopes[:, None, None] * back
    return bill.masked_fill(back < 0, -math.inf)
