"""Scores at the full context are counted on top."""
# fails: example published layers

def training_flops_per_token(config):
    C, kv_width = config.d_model, config.n_kv_heads * config.d_head
    layer = 2 * C * C + 2 * C * kv_width + 3 * C * config.d_ff
    scores = 12 * config.n_layers * C * config.context_length
    return 6 * (config.n_layers * layer + C * config.vocab_size) + scores
