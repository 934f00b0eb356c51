"""The library's own count."""
# fails: integer

def quantized_bytes(n_weights, bits, block_size, scale_bits=16, symmetric=True):
    from course_lib.efficiency import quantization

    return quantization.quantized_bytes(n_weights, bits, block_size, scale_bits, symmetric)
