"""The number of queries a key serves is rounded to a power of two."""
# fails: totals

def count_parameters(c):
    V, C, F, L = c.vocab_size, c.d_model, c.d_ff, c.n_layers
    kv = C // (1 << (c.n_heads // c.n_kv_heads - 1).bit_length())
    return V * C + L * (2 * C * C + 2 * C * kv + 3 * C * F + 2 * C) + C + (0 if c.tied else V * C)
