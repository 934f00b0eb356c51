"""An exact fraction, and the time of a pass turned round."""
from fractions import Fraction

def decoding_bound(n_weights, bits, cached_bytes, n_cached, n_texts, bandwidth):
    seconds = (Fraction(bits) / 8 * n_weights + cached_bytes * n_cached * n_texts) / Fraction(bandwidth)
    return Fraction(n_texts) / seconds
