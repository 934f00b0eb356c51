"""As many rows as keys."""
# fails: form fewer_queries

def sliding_window_mask(n_queries, n_keys, window):
    key = torch.arange(n_keys)
    return (key <= key[:, None]) & (key[:, None] - key < window)
