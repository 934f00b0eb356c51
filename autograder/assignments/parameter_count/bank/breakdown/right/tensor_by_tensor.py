"""A dictionary that grows tensor by tensor."""

def breakdown(config):
    C, F, kv = config.d_model, config.d_ff, config.d_head * config.n_kv_heads
    parts = dict.fromkeys(["head", "norms", "feed_forward", "attention", "embedding"], 0)
    parts["embedding"] += config.vocab_size * C
    for _ in range(config.n_layers):
        parts["norms"] += C
        parts["attention"] += C * C + C * kv + C * kv + C * C
        parts["norms"] += C
        parts["feed_forward"] += C * F + C * F + F * C
    parts["norms"] += C
    if not config.tied:
        parts["head"] += C * config.vocab_size
    return parts
