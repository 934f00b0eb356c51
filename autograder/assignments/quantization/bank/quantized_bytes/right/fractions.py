"""Exact fractions, rounded up."""

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    from fractions import Fraction
    from math import ceil

    each = {True: 1, False: 2}[bool(symmetric)]
    count = ceil(Fraction(n_weights, block_size))
    return sum(ceil(Fraction(total, 8)) for total in (bits * n_weights, each * count * scale_bits))
