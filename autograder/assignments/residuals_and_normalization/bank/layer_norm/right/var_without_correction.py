"""`var` with correction 0."""

def layer_norm(x, gain, bias, eps=1e-5):
    v = x.var(-1, keepdim=True, correction=0)
    return (x - x.mean(-1, keepdim=True)) * (v + eps).rsqrt() * gain + bias
