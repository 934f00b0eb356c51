"""RMSNorm with a bias."""
# fails: values epsilon gain_and_bias

def layer_norm(x, gain, bias, eps=1e-5):
    return x / (x.square().mean(-1, keepdim=True) + eps).sqrt() * gain + bias
