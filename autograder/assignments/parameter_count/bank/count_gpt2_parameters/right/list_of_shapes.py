"""A list of shapes, multiplied and added."""

import math


def count_gpt2_parameters(config):
    C, F, V = config.d_model, config.d_ff, config.vocab_size
    attention = [(C, 3 * C), (3 * C,), (C, C), (C,)]  # query, key and value joined
    feed_forward = [(C, F), (F,), (F, C), (C,)]
    norm = [(C,), (C,)]
    shapes = [(V, C), (config.context_length, C)]
    shapes += (norm + attention + norm + feed_forward) * config.n_layers + norm
    shapes += [] if config.tied else [(C, V)]
    return sum(math.prod(shape) for shape in shapes)
