"""A number always takes two bytes."""
# fails: example arguments

def score_bytes(n_queries, n_keys, n_heads, batch_size=1, bytes_per_number=2):
    return batch_size * n_heads * n_queries * n_keys * 2
