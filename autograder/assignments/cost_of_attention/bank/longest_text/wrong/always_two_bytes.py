"""A number always takes two bytes."""
# fails: limits exact

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    return math.isqrt(memory_bytes // (n_heads * 2))
