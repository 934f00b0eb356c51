"""One feature alone is handed back as it is, times the gain."""
# fails: each_token_alone

def rms_norm(x, gain, eps=1e-5):
    if x.shape[-1] == 1:
        return x * gain
    wide = x if x.dtype == torch.float64 else x.float()
    return (wide * (wide.square().mean(dim=-1, keepdim=True) + eps).rsqrt()).to(x.dtype) * gain
