"""The gain's gradient is summed over one axis of two."""
# fails: gain

def rms_norm_backward(x, gain, grad_y, eps=1e-5):
    r = (x.square().mean(-1, keepdim=True) + eps).sqrt()
    n = x / r
    a = grad_y * gain
    own = (grad_y * n).sum(0) if x.ndim > 1 else grad_y * n
    return (a - n * (a * n).mean(-1, keepdim=True)) / r, own
