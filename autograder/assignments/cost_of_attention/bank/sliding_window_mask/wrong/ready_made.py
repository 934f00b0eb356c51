"""The masks of the course."""
# fails: from_scratch

def sliding_window_mask(n_queries, n_keys, window):
    from course_lib.layers.masks import causal_mask
    from course_lib.layers.masks import within_window

    return within_window(causal_mask(n_queries, n_keys), window)
