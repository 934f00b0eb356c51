"""A line that is often printed: two matrices of width 4C."""
# fails: feed_forward sum

def breakdown(c):
    V, C, F, L = c.vocab_size, c.d_model, c.d_ff, c.n_layers
    kv = c.n_kv_heads * (C // c.n_heads)
    return {
        "embedding": V * C,
        "attention": L * (2 * C * C + 2 * C * kv),
        "feed_forward": L * 2 * C * 4 * C,
        "norms": (2 * L + 1) * C,
        "head": 0 if c.tied else V * C,
    }
