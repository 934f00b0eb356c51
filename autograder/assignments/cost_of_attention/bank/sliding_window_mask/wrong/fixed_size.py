"""A table of 128 tokens, cut to size."""
# fails: band fewer_queries

def sliding_window_mask(n_queries, n_keys, window):
    key = torch.arange(min(n_keys, 128))
    query = torch.arange(n_keys - n_queries, n_keys)[:, None][:128]
    return (key <= query) & (query - key < window)
