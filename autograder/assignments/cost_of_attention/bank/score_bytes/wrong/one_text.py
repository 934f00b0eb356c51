"""The batch is forgotten."""
# fails: example arguments

def score_bytes(n_queries, n_keys, n_heads, batch_size=1, bytes_per_number=2):
    return n_heads * n_queries * n_keys * bytes_per_number
