"""The ids of the next tokens."""
# fails: end

def pass_shapes(config, B, T, n_cached=0):
    H, K, D, S = config.n_heads, config.n_kv_heads, config.d_model // config.n_heads, n_cached + T
    C, F, V = config.d_model, config.d_ff, config.vocab_size
    shapes = {
        "x": (B, T, C),
        "qkv": (B, T, (H + 2 * K) * D),
        "q": (B, H, T, D),
        "k_new": (B, K, T, D),
        "k_all": (B, K, S, D),
        "scores": (B, H, T, S),
        "merged": (B, T, C),
        "gate_up": (B, T, 2 * F),
        "hidden": (B, T, F),
        "next_logits": (B, V),
    }
    shapes["next_logits"] = (B,)
    return shapes
