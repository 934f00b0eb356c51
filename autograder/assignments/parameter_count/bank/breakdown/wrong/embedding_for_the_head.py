"""A tied matrix is put down under head, not under embedding."""
# fails: embedding head keys

def breakdown(c):
    V, C, F, L = c.vocab_size, c.d_model, c.d_ff, c.n_layers
    kv = c.n_kv_heads * (C // c.n_heads)
    return {
        "embedding": 0 if c.tied else V * C,
        "attention": L * (2 * C * C + 2 * C * kv),
        "feed_forward": L * 3 * C * F,
        "norms": (2 * L + 1) * C,
        "head": V * C,
    }
