"""Helpers and constants whose names the tests use too."""

from math import prod as call

draw = 3  # gate, up and down


def shapes(config):
    C = config.d_model
    kv = C // config.n_heads * config.n_kv_heads
    return [(C, C), (C, kv), (C, kv), (C, C)] + draw * [(C, config.d_ff)] + 2 * [(C,)]


def growth(shape):
    return call(shape)


def count_parameters(config):
    count = config.n_layers * sum(map(growth, shapes(config))) + config.d_model
    return count + (2 - config.tied) * config.vocab_size * config.d_model
