"""Multiplies by the root mean square."""
# fails: values epsilon gain dtype

def rms_norm(x, gain, eps=1e-5):
    wide = x if x.dtype == torch.float64 else x.float()
    return (wide * (wide.square().mean(-1, keepdim=True) + eps).sqrt()).to(x.dtype) * gain
