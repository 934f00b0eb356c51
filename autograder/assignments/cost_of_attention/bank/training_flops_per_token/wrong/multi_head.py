"""Keys and values have as many heads as queries."""
# fails: example published layers

def training_flops_per_token(config):
    C = config.d_model
    layer = 4 * C * C + 3 * C * config.d_ff
    return 6 * (config.n_layers * layer + C * config.vocab_size)
