"""Divided by the variance."""
# fails: values epsilon gain_and_bias

def layer_norm(x, gain, bias, eps=1e-5):
    c = x - x.mean(-1, keepdim=True)
    v = c.square().mean(-1, keepdim=True)
    return c / (v + eps) * gain + bias
