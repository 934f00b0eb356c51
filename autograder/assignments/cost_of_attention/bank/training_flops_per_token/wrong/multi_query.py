"""Keys and values have one head."""
# fails: published layers

def training_flops_per_token(config):
    C = config.d_model
    layer = 2 * C * C + 2 * C * config.d_head + 3 * C * config.d_ff
    return 6 * (config.n_layers * layer + C * config.vocab_size)
