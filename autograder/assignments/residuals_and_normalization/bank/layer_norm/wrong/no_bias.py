"""The bias is forgotten."""
# fails: epsilon gain_and_bias each_token_alone gradients from_scratch

def layer_norm(x, gain, bias, eps=1e-5):
    c = x - x.mean(-1, keepdim=True)
    v = c.square().mean(-1, keepdim=True)
    return c / (v + eps).sqrt() * gain
