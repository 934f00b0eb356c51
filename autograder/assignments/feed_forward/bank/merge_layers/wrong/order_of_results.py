"""Bias first, then matrix."""
# fails: matrix bias same_function

def merge_layers(up, up_bias, down, down_bias):
    return down @ up_bias + down_bias, down @ up
