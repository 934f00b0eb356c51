"""One triangle minus another."""

def sliding_window_mask(n_queries, n_keys, window):
    ones = torch.ones(n_keys, n_keys)
    band = ones.tril() - ones.tril(-window)
    return band[n_keys - n_queries :] > 0
