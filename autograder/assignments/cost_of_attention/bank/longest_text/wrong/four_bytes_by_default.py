"""Left out, a number takes four bytes."""
# fails: example exact

def longest_text(memory_bytes, n_heads, bytes_per_number=4):
    return math.isqrt(memory_bytes // (n_heads * bytes_per_number))
