"""Newton's method on integers."""

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    pairs = memory_bytes // (n_heads * bytes_per_number)
    n = pairs + 1
    while n * n > pairs:
        n = (n + pairs // n) // 2 if n else 0
    return n
