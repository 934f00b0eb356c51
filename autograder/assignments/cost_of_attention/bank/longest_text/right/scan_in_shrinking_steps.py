"""A while loop that counts up, in large steps first."""

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    n, step = 0, 1 << 40
    while step:
        while (n + step) ** 2 * n_heads * bytes_per_number <= memory_bytes:
            n += step
        step //= 2
    return n
