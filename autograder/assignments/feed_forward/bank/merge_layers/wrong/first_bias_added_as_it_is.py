"""The first bias is added without passing through the second matrix."""
# fails: bias same_function

def merge_layers(up, up_bias, down, down_bias):
    n = min(len(up_bias), len(down_bias))
    bias = down_bias.clone()
    bias[:n] = bias[:n] + up_bias[:n]
    return down @ up, bias
