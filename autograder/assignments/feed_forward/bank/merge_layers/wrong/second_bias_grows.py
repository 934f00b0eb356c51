"""The second bias is added to in place."""
# fails: same_function

def merge_layers(up, up_bias, down, down_bias):
    down_bias += down @ up_bias
    return down @ up, down_bias
