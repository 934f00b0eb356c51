"""One product."""

def score_bytes(n_queries, n_keys, n_heads, batch_size=1, bytes_per_number=2):
    return n_queries * n_keys * n_heads * batch_size * bytes_per_number
