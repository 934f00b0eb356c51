"""Row by row of the table."""

def score_bytes(n_queries, n_keys, n_heads, batch_size=1, bytes_per_number=2):
    row = n_keys * bytes_per_number
    table = n_queries * row
    return sum(table for _ in range(n_heads * batch_size))
