"""All texts share one cache."""
# fails: several_texts

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    return n_texts * bandwidth / (n_weights * bits / 8 + n_cached * cached_bytes)
