"""Divided by the standard deviation."""
# fails: values epsilon gain dtype

def rms_norm(x, gain, eps=1e-5):
    w = x if x.dtype == torch.float64 else x.float()
    m = w.var(-1, keepdim=True, correction=0)
    return (w / (m + eps).sqrt()).to(x.dtype) * gain
