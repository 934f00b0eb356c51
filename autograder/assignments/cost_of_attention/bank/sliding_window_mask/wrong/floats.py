"""Ones and zeros as floats."""
# fails: form

def sliding_window_mask(n_queries, n_keys, window):
    return torch.ones(n_queries, n_keys).tril(n_keys - n_queries).triu(n_keys - n_queries - window + 1)
