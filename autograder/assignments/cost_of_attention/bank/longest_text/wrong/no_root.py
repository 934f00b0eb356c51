"""The cost is taken for linear."""
# fails: example limits exact

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    return memory_bytes // (n_heads * bytes_per_number)
