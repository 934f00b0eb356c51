"""Rounded up in floating point."""
# fails: integer

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    import math

    numbers = math.ceil(n_weights / block_size) * (1 if symmetric else 2)
    return math.ceil(n_weights * bits / 8) + math.ceil(numbers * scale_bits / 8)
