"""A group of four queries shares a table."""
# fails: example published arguments integer

def score_bytes(n_queries, n_keys, n_heads, batch_size=1, bytes_per_number=2):
    return batch_size * max(n_heads // 4, 1) * n_queries * n_keys * bytes_per_number
