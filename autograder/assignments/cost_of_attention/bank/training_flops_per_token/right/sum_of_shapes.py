"""Each matrix by its shape."""

def training_flops_per_token(config):
    C, D = config.d_model, config.d_head
    shapes = [(C, config.n_heads * D), (C, config.n_kv_heads * D), (C, config.n_kv_heads * D), (config.n_heads * D, C)]
    shapes += [(C, config.d_ff), (C, config.d_ff), (config.d_ff, C)]
    shapes = shapes * config.n_layers + [(C, config.vocab_size)]
    return sum(3 * 2 * a * b for a, b in shapes)
