"""The product lands in the second matrix wherever it fits."""
# fails: same_function

def merge_layers(up, up_bias, down, down_bias):
    bias = down @ up_bias + down_bias
    matrix = down @ up
    if matrix.shape == down.shape:
        matrix = down.copy_(matrix)
    return matrix, bias
