"""A float turned back into an integer."""
# fails: integer

def score_bytes(n_queries, n_keys, n_heads, batch_size=1, bytes_per_number=2):
    return int(batch_size * n_heads * float(n_queries) * n_keys * bytes_per_number)
