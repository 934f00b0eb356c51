"""A float's root, put right afterwards."""

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    unit = n_heads * bytes_per_number
    n = int(math.sqrt(memory_bytes / unit))
    while n * n * unit > memory_bytes:
        n -= 1
    while (n + 1) ** 2 * unit <= memory_bytes:
        n += 1
    return n
