"""Added up in a dictionary that begins at 0."""

from collections import defaultdict


def breakdown(config):
    parts = defaultdict(int)
    C = config.d_model
    parts["embedding"] += config.vocab_size * C
    parts["head"] += 0 if config.tied else config.vocab_size * C
    parts["norms"] += C
    for _ in range(config.n_layers):
        parts["attention"] += 2 * C * C + 2 * C * config.n_kv_heads * config.d_head
        parts["feed_forward"] += 3 * C * config.d_ff
        parts["norms"] += 2 * C
    return parts
