"""A named tuple of both results."""

from collections import namedtuple

Layer = namedtuple("Layer", "matrix bias")


def merge_layers(up, up_bias, down, down_bias):
    return Layer(matrix=down @ up, bias=down @ up_bias + down_bias)
