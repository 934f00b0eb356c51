"""Positions in 8 bits overflow."""
# fails: band

def sliding_window_mask(n_queries, n_keys, window):
    key = torch.arange(n_keys).to(torch.int8)
    query = key[n_keys - n_queries :, None]
    return (key <= query) & (query - key < window)
