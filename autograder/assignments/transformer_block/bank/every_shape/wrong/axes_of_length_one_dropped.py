"""Axes of length 1 are left out."""
# fails: path heads hidden logits

def every_shape(config, B, T):
    C, H, K = config.d_model, config.n_heads, config.n_kv_heads
    D, path = C // H, (B, T, C)
    shapes = {
        "embedding": path,
        "q": (B, H, T, D),
        "k": (B, K, T, D),
        "v": (B, K, T, D),
        "scores": (B, H, T, T),
        "heads": (B, H, T, D),
        "attention": path,
        "hidden": (B, T, config.d_ff),
        "feed_forward": path,
        "final": path,
        "logits": (B, T, config.vocab_size),
        "next_logits": (B, config.vocab_size),
    }
    return {key: tuple(n for n in shape if n > 1) for key, shape in shapes.items()}
