"""Numbers to add to the scores."""
# fails: form band fewer_queries from_scratch

def sliding_window_mask(n_queries, n_keys, window):
    key = torch.arange(n_keys)
    query = key[n_keys - n_queries :, None]
    seen = (key <= query) & (query - key < window)
    return torch.zeros(n_queries, n_keys).masked_fill(~seen, -math.inf)
