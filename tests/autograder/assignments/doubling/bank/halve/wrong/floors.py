"""Floors."""


# fails: two
def halve(x):
    return x // 2
