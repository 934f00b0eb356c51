"""Epsilon is added to the features."""
# fails: epsilon

def rms_norm(x, gain, eps=1e-5):
    w = x if x.dtype == torch.float64 else x.float()
    m = (w + eps).square().mean(-1, keepdim=True)
    return (w / m.sqrt()).to(x.dtype) * gain
