"""A cache of one token."""
# fails: one_text several_texts edges

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    return n_texts * bandwidth / (n_weights * bits / 8 + n_texts * cached_bytes)
