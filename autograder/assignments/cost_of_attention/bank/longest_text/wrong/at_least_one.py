"""Never below one token."""
# fails: limits

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    return max(1, math.isqrt(memory_bytes // (n_heads * bytes_per_number)))
