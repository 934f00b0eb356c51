"""Add one less than the unit, then divide."""

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    blocks = (n_weights + block_size - 1) // block_size
    stored = scale_bits
    if not symmetric:
        stored += scale_bits
    codes = n_weights * bits + 7
    beside = blocks * stored + 7
    return (codes >> 3) + (beside >> 3)
