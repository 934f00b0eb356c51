"""The feed-forward width is taken to be at most 4C."""
# fails: totals


def count_parameters(config):
    V, C, L = config.vocab_size, config.d_model, config.n_layers
    F = min(config.d_ff, 4 * C)
    key_width = config.n_kv_heads * (C // config.n_heads)
    layer = 2 * C * C + 2 * C * key_width + 3 * C * F + 2 * C
    return V * C * (1 if config.tied else 2) + L * layer + C
