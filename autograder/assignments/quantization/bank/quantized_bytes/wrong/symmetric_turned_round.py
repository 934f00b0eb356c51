"""Symmetric codes get the minimum."""
# fails: example what_a_block_stores rounded_up integer

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    numbers = -(-n_weights // block_size) * (2 if symmetric else 1)
    return -(-n_weights * bits // 8) + -(-numbers * scale_bits // 8)
