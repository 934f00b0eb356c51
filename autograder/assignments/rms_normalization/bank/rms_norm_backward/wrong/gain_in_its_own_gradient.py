"""The gain is in its own gradient."""
# fails: gain

def rms_norm_backward(x, gain, grad_y, eps=1e-5):
    r = (x.square().mean(-1, keepdim=True) + eps).sqrt()
    n = x / r
    a = grad_y * gain
    own = (grad_y * n).reshape(-1, x.shape[-1]).sum(0)
    return (a - n * (a * n).mean(-1, keepdim=True)) / r, own * gain
