"""The speed of each text."""
# fails: several_texts edges

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    return bandwidth / (n_weights * bits / 8 + n_texts * n_cached * cached_bytes)
