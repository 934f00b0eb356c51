"""Only the visible half is stored."""
# fails: example limits exact

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    pairs = memory_bytes // (n_heads * bytes_per_number)
    return (math.isqrt(8 * pairs + 1) - 1) // 2
