"""Multiplies by a half."""


def halve(x):
    return x * 0.5
