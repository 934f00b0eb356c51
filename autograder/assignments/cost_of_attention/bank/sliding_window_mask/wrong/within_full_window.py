"""The window is counted from a full mask."""
# fails: from_scratch

def sliding_window_mask(n_queries, n_keys, window):
    from course_lib.layers.masks import within_window

    mask = torch.ones(n_queries, n_keys, dtype=torch.bool).tril(n_keys - n_queries)
    return within_window(mask, window)
