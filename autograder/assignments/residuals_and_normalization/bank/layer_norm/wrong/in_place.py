"""The mean is subtracted in the caller's tensor."""
# fails: gradients

def layer_norm(x, gain, bias, eps=1e-5):
    x -= x.mean(-1, keepdim=True)
    v = x.square().mean(-1, keepdim=True)
    return x / (v + eps).sqrt() * gain + bias
