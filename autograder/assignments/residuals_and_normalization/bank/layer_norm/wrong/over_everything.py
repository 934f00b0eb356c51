"""One mean and one variance for the whole batch."""
# fails: values epsilon gain_and_bias each_token_alone

def layer_norm(x, gain, bias, eps=1e-5):
    c = x - x.mean()
    return c / (c.square().mean() + eps).sqrt() * gain + bias
