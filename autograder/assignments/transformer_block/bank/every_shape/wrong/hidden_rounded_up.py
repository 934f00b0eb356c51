"""The hidden width is rounded up to a multiple of C."""
# fails: hidden

def every_shape(config, B, T):
    C, H, D = (config.d_model, config.n_heads, config.d_model // config.n_heads)
    shared = (B, config.n_kv_heads, T, D)
    path = (B, T, C)
    return {'embedding': path, 'q': (B, H, T, D), 'k': shared, 'v': shared, 'scores': (B, H, T, T), 'heads': (B, H, T, D), 'attention': path, 'hidden': (B, T, -(-config.d_ff // C) * C), 'feed_forward': path, 'final': path, 'logits': (B, T, config.vocab_size), 'next_logits': (B, config.vocab_size)}
