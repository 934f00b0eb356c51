"""One root mean square for the whole batch."""
# fails: values epsilon gain each_token_alone dtype

def rms_norm(x, gain, eps=1e-5):
    w = x if x.dtype == torch.float64 else x.float()
    m = w.square().mean()
    return (w / (m + eps).sqrt()).to(x.dtype) * gain
