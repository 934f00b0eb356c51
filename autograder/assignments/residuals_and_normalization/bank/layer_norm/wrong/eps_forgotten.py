"""Without epsilon a constant token is divided by zero."""
# fails: epsilon each_token_alone

def layer_norm(x, gain, bias, eps=1e-5):
    c = x - x.mean(-1, keepdim=True)
    v = c.square().mean(-1, keepdim=True)
    return c / v.sqrt() * gain + bias
