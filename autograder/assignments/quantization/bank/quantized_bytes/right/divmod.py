"""Quotient and remainder."""

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    def whole(n, parts):
        full, rest = divmod(n, parts)
        return full + (rest > 0)

    return whole(n_weights * bits, 8) + whole(whole(n_weights, block_size) * (2 - symmetric) * scale_bits, 8)
