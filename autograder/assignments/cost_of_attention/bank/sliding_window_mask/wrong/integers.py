"""Ones and zeros."""
# fails: form

def sliding_window_mask(n_queries, n_keys, window):
    key = torch.arange(n_keys)
    query = key[n_keys - n_queries :, None]
    return ((key <= query) & (query - key < window)).int()
