"""An empty cache is divided by."""
# fails: edges

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    weights = bandwidth / (n_weights * bits / 8)
    cache = bandwidth / (n_texts * n_cached * cached_bytes)
    return n_texts / (1 / weights + 1 / cache)
