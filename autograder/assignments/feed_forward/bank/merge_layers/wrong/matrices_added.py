"""The matrices are added, cut to what they share."""
# fails: matrix same_function

def merge_layers(up, up_bias, down, down_bias):
    D, C = down.shape[0], up.shape[1]
    n, m = min(D, up.shape[0]), min(C, down.shape[1])
    matrix = torch.zeros(D, C, dtype=up.dtype)
    matrix[:n] += up[:n]
    matrix[:, :m] += down[:, :m]
    return matrix, down @ up_bias + down_bias
