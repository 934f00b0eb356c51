"""A float."""
# fails: exact

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    return float(math.isqrt(memory_bytes // (n_heads * bytes_per_number)))
