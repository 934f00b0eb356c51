"""Computed in float32."""
# fails: matrix bias same_function

def merge_layers(up, up_bias, down, down_bias):
    matrix = (down.float() @ up.float()).to(up.dtype)
    return matrix, (down.float() @ up_bias.float()).to(up.dtype) + down_bias
