"""Everything in bits."""

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    per_second = 8 * bandwidth
    weights = n_weights * bits
    one_cache = 8 * n_cached * cached_bytes
    return per_second / (weights / n_texts + one_cache)
