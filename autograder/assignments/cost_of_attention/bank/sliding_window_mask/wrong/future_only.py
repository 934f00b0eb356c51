"""The window looks forward."""
# fails: band fewer_queries

def sliding_window_mask(n_queries, n_keys, window):
    key = torch.arange(n_keys)
    query = key[n_keys - n_queries :, None]
    return (key >= query) & (key - query < window)
