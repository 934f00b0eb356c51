"""Seconds of a pass, then tokens over seconds."""

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    seconds_for_weights = n_weights * (bits / 8) / bandwidth
    seconds_for_caches = cached_bytes * n_cached * n_texts / bandwidth
    return n_texts / (seconds_for_weights + seconds_for_caches)
