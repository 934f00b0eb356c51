"""The window reaches to both sides."""
# fails: band fewer_queries from_scratch

def sliding_window_mask(n_queries, n_keys, window):
    key = torch.arange(n_keys)
    query = key[n_keys - n_queries :, None]
    return (query - key).abs() < window
