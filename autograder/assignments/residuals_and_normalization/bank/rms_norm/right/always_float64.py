"""Every dtype goes to float64 and back."""

def rms_norm(x, gain, eps=1e-5):
    w = x.double()
    m = w.pow(2).mean(dim=-1, keepdim=True)
    return (w * (m + eps) ** -0.5 * gain.double()).to(x.dtype)
