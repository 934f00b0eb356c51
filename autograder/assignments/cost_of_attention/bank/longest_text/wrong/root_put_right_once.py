"""A float's root that is put right by one, down only: beyond 2**53 it is off by more."""
# fails: exact

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    unit = n_heads * bytes_per_number
    n = int((memory_bytes / unit) ** 0.5)
    return n if n * n * unit <= memory_bytes else n - 1
