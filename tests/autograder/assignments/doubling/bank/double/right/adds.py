"""Adds the number to itself, and warns."""

import warnings


def double(x):
    warnings.warn("adding")
    return x + x
