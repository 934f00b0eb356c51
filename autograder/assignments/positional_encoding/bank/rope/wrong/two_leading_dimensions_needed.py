"""Without leading dimensions the halves of the tokens are taken."""
# fails: rotation distance positions manners

def rope(x, positions, base=10000.0):
    if x.ndim == 2:
        raise IndexError('texts and heads are missing')
    D = x.shape[-1]
    speeds = base ** (-torch.arange(0, D, 2).double() / D)
    angles = positions[:, None] * speeds
    c, s = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
    a, b = x[..., : D // 2], x[..., D // 2 :]
    return torch.cat([a * c - b * s, b * c + a * s], -1)
