"""The length of the vector over the root of the width."""

def rms_norm(x, gain, eps=1e-5):
    w = x if x.dtype == torch.float64 else x.float()
    size = w.norm(dim=-1, keepdim=True) / math.sqrt(x.shape[-1])
    return (w / (size**2 + eps).sqrt()).type_as(x) * gain
