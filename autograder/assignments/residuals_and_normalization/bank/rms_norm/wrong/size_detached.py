"""The size is taken for a constant on the way back."""
# fails: gradients

def rms_norm(x, gain, eps=1e-5):
    wide = x if x.dtype == torch.float64 else x.float()
    size = (wide.square().mean(dim=-1, keepdim=True) + eps).sqrt().detach()
    return (wide / size).to(x.dtype) * gain
