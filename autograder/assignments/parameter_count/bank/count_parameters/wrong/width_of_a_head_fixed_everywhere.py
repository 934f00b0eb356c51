"""All heads, those of queries too, are taken to be 128 wide."""
# fails: totals grouped_queries

def count_parameters(c):
    V, C, F, L = c.vocab_size, c.d_model, c.d_ff, c.n_layers
    kv = c.n_kv_heads * 128
    return V * C + L * (2 * C * (c.n_heads * 128) + 2 * C * kv + 3 * C * F + 2 * C) + C + (0 if c.tied else V * C)
