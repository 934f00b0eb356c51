"""Tokens first, then texts."""
# fails: path hidden logits

def every_shape(config, B, T):
    C, H, K = config.d_model, config.n_heads, config.n_kv_heads
    D, F, V = C // H, config.d_ff, config.vocab_size
    return {
        "embedding": (T, B, C),
        "q": (B, H, T, D),
        "k": (B, K, T, D),
        "v": (B, K, T, D),
        "scores": (B, H, T, T),
        "heads": (B, H, T, D),
        "attention": (T, B, C),
        "hidden": (T, B, F),
        "feed_forward": (T, B, C),
        "final": (T, B, C),
        "logits": (T, B, V),
        "next_logits": (B, V),
    }
