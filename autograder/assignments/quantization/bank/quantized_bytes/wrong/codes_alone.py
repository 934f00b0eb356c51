"""Four bits are a quarter of sixteen: scales are forgotten."""
# fails: example what_a_block_stores rounded_up integer

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    return -(-n_weights * bits // 8)
