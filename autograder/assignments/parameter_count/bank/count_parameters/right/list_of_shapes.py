"""A list of shapes, added up to a NumPy integer."""

import numpy as np


def count_parameters(config):
    C, F, V = config.d_model, config.d_ff, config.vocab_size
    kv = config.d_head * config.n_kv_heads
    layer = [(C, C), (kv, C), (kv, C), (C, C), (F, C), (F, C), (C, F), (C,), (C,)]
    shapes = [(V, C)] + layer * config.n_layers + [(C,)] + ([] if config.tied else [(V, C)])
    return np.sum([np.prod(shape) for shape in shapes])
