"""Lists in place of a tensor."""
# fails: form band fewer_queries from_scratch

def sliding_window_mask(n_queries, n_keys, window):
    offset = n_keys - n_queries
    return [[0 <= t + offset - s < window for s in range(n_keys)] for t in range(n_queries)]
