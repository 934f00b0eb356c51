"""One table for all heads."""
# fails: example limits exact

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    return math.isqrt(memory_bytes // bytes_per_number)
