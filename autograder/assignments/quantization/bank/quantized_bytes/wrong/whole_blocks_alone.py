"""A block that is not full is no block."""
# fails: rounded_up

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    numbers = n_weights // block_size * (1 if symmetric else 2)
    return -(-n_weights * bits // 8) + -(-numbers * scale_bits // 8)
