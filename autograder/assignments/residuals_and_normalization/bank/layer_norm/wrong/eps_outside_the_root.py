"""Epsilon is added to the deviation, behind the root."""
# fails: epsilon

def layer_norm(x, gain, bias, eps=1e-5):
    c = x - x.mean(-1, keepdim=True)
    v = c.square().mean(-1, keepdim=True)
    return c / (v.sqrt() + eps) * gain + bias
