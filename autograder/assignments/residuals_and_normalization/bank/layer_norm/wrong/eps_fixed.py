"""Epsilon is always 1e-5, whatever was asked for."""
# fails: epsilon

def layer_norm(x, gain, bias, eps=1e-5):
    c = x - x.mean(-1, keepdim=True)
    v = c.square().mean(-1, keepdim=True)
    return c / (v + 1e-5).sqrt() * gain + bias
