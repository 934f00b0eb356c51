"""The second bias passes through the matrix, where it fits."""
# fails: bias

def merge_layers(up, up_bias, down, down_bias):
    inner = down_bias if len(down_bias) == down.shape[1] else up_bias
    return down @ up, down @ inner + (up_bias if inner is down_bias else down_bias)
