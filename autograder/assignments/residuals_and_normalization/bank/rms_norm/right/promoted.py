"""The wider of the input's dtype and float32."""

def rms_norm(x, gain, eps=1e-5):
    w = x.to(torch.promote_types(x.dtype, torch.float32))
    m = (w * w).sum(-1, keepdim=True) / w.shape[-1]
    return gain * (w / torch.sqrt(m + eps)).to(x.dtype)
