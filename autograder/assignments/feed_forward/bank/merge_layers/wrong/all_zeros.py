"""Zeros of the right shapes."""
# fails: matrix bias same_function

def merge_layers(up, up_bias, down, down_bias):
    return torch.zeros(down.shape[0], up.shape[1], dtype=up.dtype), torch.zeros_like(down_bias)
