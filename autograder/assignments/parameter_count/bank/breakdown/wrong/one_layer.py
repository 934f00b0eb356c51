"""Attention, feed-forward and norms of one layer."""
# fails: attention feed_forward norms sum

def breakdown(c):
    V, C, F, L = c.vocab_size, c.d_model, c.d_ff, c.n_layers
    kv = c.n_kv_heads * (C // c.n_heads)
    return {
        "embedding": V * C,
        "attention": 2 * C * C + 2 * C * kv,
        "feed_forward": 3 * C * F,
        "norms": 3 * C,
        "head": 0 if c.tied else V * C,
    }
