"""Empties the caller's tensor after it has been used."""
# fails: gradients

def rms_norm(x, gain, eps=1e-5):
    wide = x if x.dtype == torch.float64 else x.float()
    result = (wide / (wide.square().mean(-1, keepdim=True) + eps).sqrt()).to(x.dtype) * gain
    x.data.zero_()
    return result
