"""The root of integers."""

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    pairs = memory_bytes // (bytes_per_number * n_heads)
    return int(math.isqrt(pairs))
