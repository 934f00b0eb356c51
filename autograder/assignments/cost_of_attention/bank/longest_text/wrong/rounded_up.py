"""Rounded up."""
# fails: example limits exact

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    return math.ceil(math.sqrt(memory_bytes / (n_heads * bytes_per_number)))
