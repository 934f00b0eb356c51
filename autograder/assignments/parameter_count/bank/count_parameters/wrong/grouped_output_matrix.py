"""The output matrix is taken to be as narrow as keys and values."""
# fails: totals grouped_queries

def count_parameters(c):
    V, C, F, L = c.vocab_size, c.d_model, c.d_ff, c.n_layers
    kv = c.n_kv_heads * (C // c.n_heads)
    return V * C + L * (C * C + 3 * C * kv + 3 * C * F + 2 * C) + C + (0 if c.tied else V * C)
