"""Epsilon is added behind the root."""
# fails: epsilon

def rms_norm(x, gain, eps=1e-5):
    w = x if x.dtype == torch.float64 else x.float()
    m = w.square().mean(-1, keepdim=True)
    return (w / (m.sqrt() + eps)).to(x.dtype) * gain
