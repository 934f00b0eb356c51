"""Mean and variance over the tokens, axis -2."""
# fails: values epsilon gain_and_bias each_token_alone

def layer_norm(x, gain, bias, eps=1e-5):
    if x.ndim == 1:
        x = x[None]
    c = x - x.mean(-2, keepdim=True)
    v = c.square().mean(-2, keepdim=True)
    return c / (v + eps).sqrt() * gain + bias
