"""Entry by entry."""

def alibi_bias(slopes, n_queries, n_keys):
    if n_queries > n_keys:
        raise ValueError(f"{n_queries} queries, {n_keys} keys")
    heads = []
    for slope in slopes:
        rows = []
        for t in range(n_keys - n_queries, n_keys):
            row = [-slope * (t - s) if s <= t else slope.new_tensor(-math.inf) for s in range(n_keys)]
            rows.append(torch.stack(row))
        heads.append(torch.stack(rows))
    return torch.stack(heads)
