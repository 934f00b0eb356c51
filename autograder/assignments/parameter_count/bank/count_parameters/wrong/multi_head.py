"""Keys and values are taken to be as wide as queries."""
# fails: totals grouped_queries

def count_parameters(c):
    V, C, F, L = c.vocab_size, c.d_model, c.d_ff, c.n_layers
    kv = C
    return V * C + L * (2 * C * C + 2 * C * kv + 3 * C * F + 2 * C) + C + (0 if c.tied else V * C)
