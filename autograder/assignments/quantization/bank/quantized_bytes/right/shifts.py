"""Rounded up by adding 7 and dropping three bits; blocks are counted by walking over them."""

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    n_blocks = len(range(0, n_weights, block_size))
    stored = n_blocks * scale_bits << (not symmetric)
    return (n_weights * bits + 7 >> 3) + (stored + 7 >> 3)
