"""The variance is the mean of the squares, without the square of the mean."""
# fails: values epsilon gain_and_bias

def layer_norm(x, gain, bias, eps=1e-5):
    c = x - x.mean(-1, keepdim=True)
    v = x.square().mean(-1, keepdim=True)
    return c / (v + eps).sqrt() * gain + bias
