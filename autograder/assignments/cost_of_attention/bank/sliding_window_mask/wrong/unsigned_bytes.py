"""Positions in unsigned bytes begin again after 255."""
# fails: band

def sliding_window_mask(n_queries, n_keys, window):
    key = torch.arange(n_keys).to(torch.uint8)
    query = key[n_keys - n_queries:, None]
    return (key <= query) & (query.int() - key.int() < window)
