"""The sum of the squares in place of their mean."""
# fails: values epsilon gain dtype

def rms_norm(x, gain, eps=1e-5):
    w = x if x.dtype == torch.float64 else x.float()
    m = w.square().sum(-1, keepdim=True)
    return (w / (m + eps).sqrt()).to(x.dtype) * gain
