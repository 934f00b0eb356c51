"""Empties the caller's layers after they have been merged."""
# fails: same_function

def merge_layers(up, up_bias, down, down_bias):
    matrix, bias = down @ up, down @ up_bias + down_bias
    for tensor in (up, up_bias, down, down_bias):
        tensor.data.zero_()
    return matrix, bias
