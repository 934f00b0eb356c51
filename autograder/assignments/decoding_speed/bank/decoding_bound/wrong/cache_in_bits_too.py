"""The cache is kept in as many bits as the weights, of 16."""
# fails: one_text several_texts edges

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    fetched = n_weights * bits / 8 + n_texts * n_cached * cached_bytes * bits / 16
    return n_texts * bandwidth / fetched
