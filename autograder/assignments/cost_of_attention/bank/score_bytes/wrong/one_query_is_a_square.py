"""A single query is taken for a whole text."""
# fails: arguments

def score_bytes(n_queries, n_keys, n_heads, batch_size=1, bytes_per_number=2):
    rows = n_keys if n_queries == 1 else n_queries
    return batch_size * n_heads * rows * n_keys * bytes_per_number
