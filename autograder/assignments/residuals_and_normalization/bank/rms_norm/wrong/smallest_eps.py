"""An eps below 0.00000001 is taken for 0.00000001."""
# fails: epsilon

def rms_norm(x, gain, eps=1e-5):
    wide = x if x.dtype == torch.float64 else x.float()
    size = (wide.square().mean(-1, keepdim=True) + max(eps, 1e-8)).sqrt()
    return (wide / size).to(x.dtype) * gain
