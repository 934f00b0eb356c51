"""The first matrix stands left."""
# fails: matrix same_function

def merge_layers(up, up_bias, down, down_bias):
    if up.shape[1] == down.shape[0]:
        return up @ down, down @ up_bias + down_bias
    return up.T @ down.T, down @ up_bias + down_bias
