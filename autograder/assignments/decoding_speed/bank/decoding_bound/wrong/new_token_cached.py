"""The token that is being written has a place in the cache already."""
# fails: one_text several_texts

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    fetched = n_weights * bits / 8 + n_texts * (n_cached + 1) * cached_bytes
    return n_texts * bandwidth / fetched
