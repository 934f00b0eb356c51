"""Rounded to the nearest."""
# fails: example limits exact

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    return round(math.sqrt(memory_bytes / (n_heads * bytes_per_number)))
