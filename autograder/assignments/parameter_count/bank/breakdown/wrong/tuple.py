"""A tuple of counts without names."""
# fails: keys embedding attention feed_forward norms head sum

def breakdown(c):
    V, C, F, L = c.vocab_size, c.d_model, c.d_ff, c.n_layers
    kv = c.n_kv_heads * (C // c.n_heads)
    head = 0 if c.tied else V * C
    return V * C, L * (2 * C * C + 2 * C * kv), L * 3 * C * F, (2 * L + 1) * C, head
