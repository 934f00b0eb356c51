"""Positions run on from the first one, without the gaps."""
# fails: rotation positions

def rope(x, positions, base=10000.0):
    D = x.shape[-1]
    speeds = base ** (-torch.arange(0, D, 2).double() / D)
    angles = (positions[0] + torch.arange(len(positions)))[:, None] * speeds
    c, s = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
    a, b = x[..., : D // 2], x[..., D // 2 :]
    return torch.cat([a * c - b * s, b * c + a * s], -1)
