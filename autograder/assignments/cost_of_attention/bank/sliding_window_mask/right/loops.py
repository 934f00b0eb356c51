"""Entry by entry."""

def sliding_window_mask(n_queries, n_keys, window):
    mask = torch.zeros(n_queries, n_keys, dtype=torch.bool)
    for t in range(n_queries):
        end = n_keys - n_queries + t + 1
        mask[t, max(0, end - window) : end] = True
    return mask
