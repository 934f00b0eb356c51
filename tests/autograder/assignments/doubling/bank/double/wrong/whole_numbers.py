"""Doubles whole numbers only."""


# fails: many
def double(x):
    return 2 * int(x)
