"""The parts of a dictionary of one's own, added up."""

def parts(config):
    C, L = config.d_model, config.n_layers
    share = config.n_kv_heads / config.n_heads
    return {
        "words": config.vocab_size * C * (1 if config.tied else 2),
        "attention": round((2 + 2 * share) * C * C) * L,
        "mlp": 3 * C * config.d_ff * L,
        "norms": C * (2 * L + 1),
    }


def count_parameters(config):
    return sum(parts(config).values())
