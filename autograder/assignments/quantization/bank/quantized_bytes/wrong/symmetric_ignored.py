"""A minimum is never counted."""
# fails: what_a_block_stores

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    numbers = -(-n_weights // block_size)
    return -(-n_weights * bits // 8) + -(-numbers * scale_bits // 8)
