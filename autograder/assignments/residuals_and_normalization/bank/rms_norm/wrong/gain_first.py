"""The gain is applied before the norm."""
# fails: gain

def rms_norm(x, gain, eps=1e-5):
    x = x * gain
    w = x if x.dtype == torch.float64 else x.float()
    m = w.square().mean(-1, keepdim=True)
    return (w / (m + eps).sqrt()).to(x.dtype)
