"""No weights are a block too."""
# fails: rounded_up

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    numbers = max(-(-n_weights // block_size), 1) * (1 if symmetric else 2)
    return -(-n_weights * bits // 8) + -(-numbers * scale_bits // 8)
