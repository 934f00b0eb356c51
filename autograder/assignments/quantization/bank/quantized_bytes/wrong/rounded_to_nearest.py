"""Bytes are rounded to the nearest, so that a few bits may have no room."""
# fails: rounded_up

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    blocks = -(-n_weights // block_size)
    stored = blocks * scale_bits * (1 if symmetric else 2)
    return (n_weights * bits + 4) // 8 + (stored + 4) // 8
