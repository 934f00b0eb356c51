"""The bias has an axis too many."""
# fails: bias

def merge_layers(up, up_bias, down, down_bias):
    return down @ up, (down @ up_bias + down_bias)[None]
