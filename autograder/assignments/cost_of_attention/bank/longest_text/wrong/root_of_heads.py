"""The heads are divided off after the root."""
# fails: example limits exact

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    return math.isqrt(memory_bytes // bytes_per_number) // n_heads
