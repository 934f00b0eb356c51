"""Hidden scores are not stored."""
# fails: example published arguments integer

def score_bytes(n_queries, n_keys, n_heads, batch_size=1, bytes_per_number=2):
    return batch_size * n_heads * (n_queries * (2 * n_keys - n_queries + 1) // 2) * bytes_per_number
