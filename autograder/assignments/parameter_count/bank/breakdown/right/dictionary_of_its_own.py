"""Added up in a dictionary of its own kind, in which every key begins at 0."""


class Counts(dict):
    def __missing__(self, part):
        return 0


def breakdown(config):
    parts = Counts()
    C = config.d_model
    parts["embedding"] += config.vocab_size * C
    parts["head"] += 0 if config.tied else config.vocab_size * C
    parts["norms"] += C
    for _ in range(config.n_layers):
        parts["attention"] += 2 * C * C + 2 * C * config.n_kv_heads * config.d_head
        parts["feed_forward"] += 3 * C * config.d_ff
        parts["norms"] += 2 * C
    return parts
