"""Everything is computed in float32."""
# fails: epsilon

def layer_norm(x, gain, bias, eps=1e-5):
    d = x.dtype
    x = x.float()
    c = x - x.mean(-1, keepdim=True)
    v = c.square().mean(-1, keepdim=True)
    return (c / (v + eps).sqrt()).to(d) * gain + bias
