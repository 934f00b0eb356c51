"""Heads are not moved in front of the tokens."""
# fails: heads

def every_shape(config, B, T):
    C, H, K = config.d_model, config.n_heads, config.n_kv_heads
    D, F, V = C // H, config.d_ff, config.vocab_size
    return {
        "embedding": (B, T, C),
        "q": (B, T, H, D),
        "k": (B, T, K, D),
        "v": (B, T, K, D),
        "scores": (B, H, T, T),
        "heads": (B, T, H, D),
        "attention": (B, T, C),
        "hidden": (B, T, F),
        "feed_forward": (B, T, C),
        "final": (B, T, C),
        "logits": (B, T, V),
        "next_logits": (B, V),
    }
