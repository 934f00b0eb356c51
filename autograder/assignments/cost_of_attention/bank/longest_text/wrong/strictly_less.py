"""A text that fits exactly does not count."""
# fails: example limits exact

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    return math.isqrt(max(memory_bytes - 1, 0) // (n_heads * bytes_per_number))
