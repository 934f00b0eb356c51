"""The first bias is forgotten."""
# fails: bias same_function

def merge_layers(up, up_bias, down, down_bias):
    return down @ up, down_bias.clone()
