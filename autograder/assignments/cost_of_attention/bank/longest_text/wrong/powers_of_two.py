"""Powers of two only."""
# fails: example limits exact

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    n = 1
    while (2 * n) ** 2 * n_heads * bytes_per_number <= memory_bytes:
        n *= 2
    return n
