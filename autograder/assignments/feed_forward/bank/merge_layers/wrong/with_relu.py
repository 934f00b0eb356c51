"""A ReLU stands between the layers."""
# fails: matrix bias same_function

def merge_layers(up, up_bias, down, down_bias):
    return down @ up.relu(), down @ up_bias.relu() + down_bias
