"""The way through r is forgotten."""
# fails: input by_hand

def rms_norm_backward(x, gain, grad_y, eps=1e-5):
    r = (x.square().mean(-1, keepdim=True) + eps).sqrt()
    n = x / r
    a = grad_y * gain
    own = (grad_y * n).reshape(-1, x.shape[-1]).sum(0)
    return a / r, own
