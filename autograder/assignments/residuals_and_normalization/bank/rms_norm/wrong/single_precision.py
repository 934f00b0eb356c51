"""float64 is cut down to float32."""
# fails: epsilon

def rms_norm(x, gain, eps=1e-5):
    w = x.float()
    m = w.square().mean(-1, keepdim=True)
    return (w / (m + eps).sqrt()).to(x.dtype) * gain
