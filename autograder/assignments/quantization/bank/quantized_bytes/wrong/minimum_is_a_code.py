"""A minimum takes as many bits as a code."""
# fails: what_a_block_stores

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    n_blocks = -(-n_weights // block_size)
    more = 0 if symmetric else bits
    return -(-n_weights * bits // 8) + -(-n_blocks * (scale_bits + more) // 8)
