"""A square root in floating point."""
# fails: exact

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    return int(math.sqrt(memory_bytes // (n_heads * bytes_per_number)))
