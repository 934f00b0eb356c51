"""The codes of every block fill whole bytes."""
# fails: rounded_up

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    n_blocks = -(-n_weights // block_size)
    numbers = n_blocks if symmetric else 2 * n_blocks

    whole, rest = divmod(n_weights, block_size)
    codes = whole * -(-block_size * bits // 8) + -(-rest * bits // 8)
    return codes + -(-numbers * scale_bits // 8)
