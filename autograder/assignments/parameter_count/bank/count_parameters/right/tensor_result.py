"""Summed in a torch tensor of type int64."""

def count_parameters(config):
    C, L = config.d_model, config.n_layers
    kv = C // config.n_heads * config.n_kv_heads
    outside = torch.tensor([config.vocab_size * C * (2 - config.tied), C])
    inside = torch.tensor([2 * C * C, 2 * C * kv, 3 * C * config.d_ff, 2 * C])
    return outside.sum() + L * inside.sum()
