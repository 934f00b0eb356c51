"""The speeds of both parts are added."""
# fails: one_text several_texts edges

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    speed = n_texts * bandwidth / (n_weights * bits / 8)
    return speed + (bandwidth / (n_cached * cached_bytes) if n_cached else 0)
