"""Attention and norms are swapped: the sum is right, the parts are not."""
# fails: attention norms

def breakdown(c):
    V, C, F, L = c.vocab_size, c.d_model, c.d_ff, c.n_layers
    kv = c.n_kv_heads * (C // c.n_heads)
    return {
        "embedding": V * C,
        "attention": (2 * L + 1) * C,
        "feed_forward": L * 3 * C * F,
        "norms": L * (2 * C * C + 2 * C * kv),
        "head": 0 if c.tied else V * C,
    }
