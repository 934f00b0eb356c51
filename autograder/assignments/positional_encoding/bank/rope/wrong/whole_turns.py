"""Positions are rounded down to multiples of 4."""
# fails: distance angles rotation positions manners

def rope(x, positions, base=10000.0):
    D = x.shape[-1]
    speeds = base ** (-torch.arange(0, D, 2).double() / D)
    angles = (positions - positions % 4)[:, None] * speeds
    c, s = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
    a, b = x[..., : D // 2], x[..., D // 2 :]
    return torch.cat([a * c - b * s, b * c + a * s], -1)
