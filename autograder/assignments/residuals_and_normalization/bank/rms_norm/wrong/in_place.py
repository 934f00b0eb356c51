"""The caller's tensor is divided."""
# fails: gradients

def rms_norm(x, gain, eps=1e-5):
    w = x if x.dtype == torch.float64 else x.float()
    m = w.square().mean(-1, keepdim=True)
    x /= (m + eps).sqrt().to(x.dtype)
    return x * gain
