"""Products of NumPy integers."""
import numpy as np

def every_shape(config, B, T):
    C, H, K, F, V = map(
        np.int64, (config.d_model, config.n_heads, config.n_kv_heads, config.d_ff, config.vocab_size)
    )
    D = C // H
    path = (B, T, C)
    return {
        "embedding": path,
        "q": (B, H, T, D),
        "k": (B, K, T, D),
        "v": (B, K, T, D),
        "scores": (B, H, T, T),
        "heads": (B, H, T, D),
        "attention": path,
        "hidden": (B, T, F),
        "feed_forward": path,
        "final": path,
        "logits": (B, T, V),
        "next_logits": (B, V),
    }
