"""A count in 32 bits overflows."""
# fails: published

def score_bytes(n_queries, n_keys, n_heads, batch_size=1, bytes_per_number=2):
    return int(torch.tensor(batch_size * n_heads, dtype=torch.int32) * n_queries * n_keys * bytes_per_number)
