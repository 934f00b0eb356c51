"""Every block is a record of its own: its codes and what it stores beside them, in whole bytes."""
# fails: rounded_up

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    beside = scale_bits if symmetric else 2 * scale_bits
    whole, rest = divmod(n_weights, block_size)
    total = whole * -(-(block_size * bits + beside) // 8)
    if rest:
        total += -(-(rest * bits + beside) // 8)
    return total
