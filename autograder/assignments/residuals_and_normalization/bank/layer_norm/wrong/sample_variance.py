"""The variance is divided by C - 1."""
# fails: values epsilon gain_and_bias each_token_alone

def layer_norm(x, gain, bias, eps=1e-5):
    c = x - x.mean(-1, keepdim=True)
    v = x.var(-1, keepdim=True)
    return c / (v + eps).sqrt() * gain + bias
