"""Everything is visible."""
# fails: band fewer_queries from_scratch

def sliding_window_mask(n_queries, n_keys, window):
    return torch.ones(n_queries, n_keys, dtype=torch.bool)
