"""A scale always takes 16 bits."""
# fails: what_a_block_stores rounded_up

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    n_blocks = -(-n_weights // block_size)
    numbers = n_blocks if symmetric else 2 * n_blocks
    return -(-n_weights * bits // 8) + 2 * numbers
