"""The lower triangle without a smaller one."""

def sliding_window_mask(n_queries, n_keys, window):
    offset = n_keys - n_queries
    ones = torch.ones(n_queries, n_keys, dtype=torch.bool)
    return ones.tril(offset) & ones.triu(offset - window + 1)
