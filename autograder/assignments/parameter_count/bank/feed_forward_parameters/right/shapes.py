"""A list of shapes, multiplied and added."""

import math


def feed_forward_parameters(d_model, d_ff, bias=True):
    shapes = [(d_model, d_ff), (d_ff, d_model)] + ([(d_ff,), (d_model,)] if bias else [])
    return sum(math.prod(shape) for shape in shapes)
