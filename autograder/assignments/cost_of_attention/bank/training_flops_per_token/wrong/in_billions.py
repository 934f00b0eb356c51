"""Billions in place of units."""
# fails: example published head layers integer

def training_flops_per_token(config):
    C, kv_width = config.d_model, config.n_kv_heads * config.d_head
    layer = 2 * C * C + 2 * C * kv_width + 3 * C * config.d_ff
    return round(6 * (config.n_layers * layer + C * config.vocab_size) / 1e9, 1)
