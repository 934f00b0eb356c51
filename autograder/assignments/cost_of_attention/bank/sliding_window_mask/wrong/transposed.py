"""Rows are keys."""
# fails: form band fewer_queries

def sliding_window_mask(n_queries, n_keys, window):
    key = torch.arange(n_keys)[:, None]
    query = torch.arange(n_keys)[n_keys - n_queries :]
    return (key <= query) & (query - key < window)
