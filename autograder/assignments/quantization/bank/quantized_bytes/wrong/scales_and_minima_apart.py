"""Scale and minimum are each brought to whole bytes by themselves."""
# fails: what_a_block_stores

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    blocks = -(-n_weights // block_size)
    each = -(-blocks * scale_bits // 8)
    return -(-n_weights * bits // 8) + each * (1 if symmetric else 2)
