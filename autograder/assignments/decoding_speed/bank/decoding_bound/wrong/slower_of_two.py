"""The slower of two bounds, as if weights and cache were fetched at the same time."""
# fails: one_text several_texts

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    fetched = max(n_weights * bits / 8, n_texts * n_cached * cached_bytes)
    return n_texts * bandwidth / fetched
