"""Left out, the batch has two texts."""
# fails: example published arguments integer

def score_bytes(n_queries, n_keys, n_heads, batch_size=2, bytes_per_number=2):
    return batch_size * n_heads * n_queries * n_keys * bytes_per_number
