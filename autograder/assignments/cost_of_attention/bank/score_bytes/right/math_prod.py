"""The product of a tuple."""

def score_bytes(n_queries, n_keys, n_heads, batch_size=1, bytes_per_number=2):
    return math.prod((bytes_per_number, batch_size, n_heads, n_keys, n_queries))
