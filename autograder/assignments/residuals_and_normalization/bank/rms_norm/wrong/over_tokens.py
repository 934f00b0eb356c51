"""The mean runs over the tokens."""
# fails: values epsilon gain each_token_alone dtype

def rms_norm(x, gain, eps=1e-5):
    if x.ndim == 1:
        x = x[None]
    w = x if x.dtype == torch.float64 else x.float()
    m = w.square().mean(-2, keepdim=True)
    return (w / (m + eps).sqrt()).to(x.dtype) * gain
