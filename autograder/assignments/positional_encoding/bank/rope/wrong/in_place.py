"""The turned features are written into the caller's tensor."""
# fails: manners

def rope(x, positions, base=10000.0):
    D = x.shape[-1]
    angles = positions[:, None] * base ** (-torch.arange(0, D, 2).double() / D)
    c, s = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
    a, b = x[..., 0::2].clone(), x[..., 1::2].clone()
    with torch.no_grad():
        x[..., 0::2] = a * c - b * s
        x[..., 1::2] = b * c + a * s
    return x
