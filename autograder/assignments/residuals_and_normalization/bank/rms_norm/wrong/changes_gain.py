"""The caller's gain is scaled."""
# fails: gradients

def rms_norm(x, gain, eps=1e-05):
    gain *= 2
    gain = gain / 2
    wide = x if x.dtype == torch.float64 else x.float()
    size = (wide.square().mean(dim=-1, keepdim=True) + eps).sqrt()
    return (wide / size).to(x.dtype) * gain
