"""Two speeds in a row, added as resistors side by side are."""

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    inverse = n_weights * bits / (8 * n_texts * bandwidth)
    if n_cached:
        inverse += 1 / (bandwidth / (n_cached * cached_bytes))
    return 1 / inverse
