"""Query 0 is taken for token 0."""
# fails: fewer_queries

def sliding_window_mask(n_queries, n_keys, window):
    key = torch.arange(n_keys)
    query = torch.arange(n_queries)[:, None]
    return (key <= query) & (query - key < window)
