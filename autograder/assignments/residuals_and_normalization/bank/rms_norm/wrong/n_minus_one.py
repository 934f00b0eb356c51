"""The sum of squares is divided by C - 1."""
# fails: values epsilon gain dtype

def rms_norm(x, gain, eps=1e-5):
    w = x if x.dtype == torch.float64 else x.float()
    m = w.square().sum(-1, keepdim=True) / (x.shape[-1] - 1)
    return (w / (m + eps).sqrt()).to(x.dtype) * gain
