"""Left out, epsilon is 1e-6."""
# fails: epsilon

def rms_norm(x, gain, eps=1e-6):
    w = x if x.dtype == torch.float64 else x.float()
    m = w.square().mean(-1, keepdim=True)
    return (w / (m + eps).sqrt()).to(x.dtype) * gain
