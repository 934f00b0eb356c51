"""The power of one half rounds."""
# fails: exact

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    return int((memory_bytes // (n_heads * bytes_per_number)) ** 0.5)
