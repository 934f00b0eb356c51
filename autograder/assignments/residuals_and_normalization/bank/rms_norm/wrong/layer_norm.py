"""LayerNorm: the mean is taken away."""
# fails: values epsilon gain dtype

def rms_norm(x, gain, eps=1e-5):
    w = x if x.dtype == torch.float64 else x.float()
    w = w - w.mean(-1, keepdim=True)
    m = w.square().mean(-1, keepdim=True)
    return (w / (m + eps).sqrt()).to(x.dtype) * gain
