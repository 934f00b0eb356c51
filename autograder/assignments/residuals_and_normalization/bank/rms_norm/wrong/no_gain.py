"""The gain is forgotten."""
# fails: gain each_token_alone gradients from_scratch

def rms_norm(x, gain, eps=1e-5):
    w = x if x.dtype == torch.float64 else x.float()
    m = w.square().mean(-1, keepdim=True)
    return (w / (m + eps).sqrt()).to(x.dtype)
