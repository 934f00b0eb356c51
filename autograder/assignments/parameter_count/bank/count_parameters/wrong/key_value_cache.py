"""The cache of keys and values is counted."""
# fails: totals positions

def count_parameters(c):
    V, C, F, L = c.vocab_size, c.d_model, c.d_ff, c.n_layers
    kv = c.n_kv_heads * (C // c.n_heads)
    return V * C + L * (2 * C * C + 2 * C * kv + 3 * C * F + 2 * C) + C + (0 if c.tied else V * C) + 2 * L * c.context_length * kv
