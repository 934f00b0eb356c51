"""d_ff is taken for 4 · d_model."""
# fails: totals feed_forward

def count_parameters(c):
    V, C, F, L = c.vocab_size, c.d_model, c.d_ff, c.n_layers
    kv = c.n_kv_heads * (C // c.n_heads)
    return V * C + L * (2 * C * C + 2 * C * kv + 3 * C * (4 * C) + 2 * C) + C + (0 if c.tied else V * C)
