"""A window of 1 shows the token before as well."""
# fails: band fewer_queries

def sliding_window_mask(n_queries, n_keys, window):
    window = max(window, 2)
    key = torch.arange(n_keys)
    query = key[n_keys - n_queries :, None]
    return (key <= query) & (query - key < window)
