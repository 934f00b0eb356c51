"""One FLOP for a multiplication with its addition."""
# fails: example published head layers

def training_flops_per_token(config):
    C, kv_width = config.d_model, config.n_kv_heads * config.d_head
    layer = 2 * C * C + 2 * C * kv_width + 3 * C * config.d_ff
    return 3 * (config.n_layers * layer + C * config.vocab_size)
