"""Fewer hidden numbers than inputs are refused."""
# fails: bias

def merge_layers(up, up_bias, down, down_bias):
    if len(up) < up.shape[1]:
        raise ValueError("F must not be smaller than C")
    return (down @ up, down @ up_bias + down_bias)
