"""The square root of a float32 tensor."""
# fails: exact

def longest_text(memory_bytes, n_heads, bytes_per_number=2):
    return int(torch.tensor(float(memory_bytes // (n_heads * bytes_per_number))).sqrt())
