"""The cache alone is fetched."""
# fails: one_text several_texts edges

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    return bandwidth / (n_cached * cached_bytes) if n_cached else 0.0
