"""Exact fractions, and a float at the end."""

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    from fractions import Fraction
    total = Fraction(bits) * n_weights / 8
    for _ in range(n_texts):
        total = total + cached_bytes * n_cached
    passes = Fraction(bandwidth) / total
    return float(passes * n_texts)
