"""Lists turned into a tensor."""

def sliding_window_mask(n_queries, n_keys, window):
    offset = n_keys - n_queries
    rows = [[t + offset - window < s <= t + offset for s in range(n_keys)] for t in range(n_queries)]
    return torch.tensor(rows, dtype=torch.bool)
