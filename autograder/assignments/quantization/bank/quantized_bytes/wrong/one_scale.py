"""One scale for all blocks."""
# fails: example what_a_block_stores rounded_up integer

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    numbers = 1 if symmetric else 2
    return -(-n_weights * bits // 8) + -(-numbers * scale_bits // 8)
