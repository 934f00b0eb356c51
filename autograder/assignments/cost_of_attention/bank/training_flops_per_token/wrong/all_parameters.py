"""Six times all parameters: embedding and norms are counted."""
# fails: example published head layers integer

def training_flops_per_token(config):
    C, kv_width = config.d_model, config.n_kv_heads * config.d_head
    layer = 2 * C * C + 2 * C * kv_width + 3 * C * config.d_ff + 2 * C
    heads = 1 if config.tied else 2
    return 6 * (config.n_layers * layer + C + heads * C * config.vocab_size)
