"""Whole bits, rounded up."""
# fails: edges

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    return n_texts * bandwidth / (n_weights * -int(-bits // 1) / 8 + n_texts * n_cached * cached_bytes)
