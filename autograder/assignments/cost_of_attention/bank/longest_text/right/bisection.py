"""Halving the interval."""

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    low, high = 0, memory_bytes + 1
    while high - low > 1:
        middle = (low + high) // 2
        if middle * middle * n_heads * bytes_per_number <= memory_bytes:
            low = middle
        else:
            high = middle
    return low
