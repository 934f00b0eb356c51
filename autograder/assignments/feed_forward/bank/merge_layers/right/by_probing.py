"""The layers are asked: zeros give the bias, unit vectors the columns."""

def merge_layers(up, up_bias, down, down_bias):
    def two(x):
        return (x @ up.T + up_bias) @ down.T + down_bias

    bias = two(torch.zeros(up.shape[1], dtype=up.dtype))
    return (two(torch.eye(up.shape[1], dtype=up.dtype)) - bias).T, bias
