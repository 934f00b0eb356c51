"""Epsilon as a smallest mean square instead of a term of it."""
# fails: epsilon

def rms_norm(x, gain, eps=1e-5):
    w = x if x.dtype == torch.float64 else x.float()
    m = w.square().mean(-1, keepdim=True)
    return (w / m.clamp(min=eps).sqrt()).to(x.dtype) * gain
