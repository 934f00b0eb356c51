"""Plain tuples."""

def every_shape(config, B, T):
    C, H, K = config.d_model, config.n_heads, config.n_kv_heads
    D, F, V = C // H, config.d_ff, config.vocab_size
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
