"""A loop over the tokens."""

def rms_norm(x, gain, eps=1e-5):
    rows = [r / ((r * r).mean() + eps).sqrt() for r in x.double().reshape(-1, x.shape[-1])]
    return torch.stack(rows).reshape(x.shape).to(x.dtype) * gain
