"""Seconds of a token."""
# fails: one_text several_texts edges

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    return (n_weights * bits / 8 + n_texts * n_cached * cached_bytes) / bandwidth / n_texts
