"""Mean and variance over the first axis."""
# fails: values epsilon gain_and_bias each_token_alone

def layer_norm(x, gain, bias, eps=1e-5):
    c = x - x.mean(0, keepdim=True)
    v = c.square().mean(0, keepdim=True)
    return c / (v + eps).sqrt() * gain + bias
