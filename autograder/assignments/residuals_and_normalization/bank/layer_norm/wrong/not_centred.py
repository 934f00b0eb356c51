"""The deviation is right, but the mean stays."""
# fails: values epsilon gain_and_bias

def layer_norm(x, gain, bias, eps=1e-5):
    c = x - x.mean(-1, keepdim=True)
    v = c.square().mean(-1, keepdim=True)
    return x / (v + eps).sqrt() * gain + bias
