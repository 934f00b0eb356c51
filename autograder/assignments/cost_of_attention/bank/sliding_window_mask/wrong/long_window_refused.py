"""A window longer than the text is refused."""
# fails: form band fewer_queries

def sliding_window_mask(n_queries, n_keys, window):
    if window > n_keys:
        raise ValueError(f"a window of {window} for {n_keys} tokens")
    key = torch.arange(n_keys)
    query = key[n_keys - n_queries :, None]
    return (key <= query) & (query - key < window)
