"""Only the first half of the features turns."""
# fails: angles

def rope(x, positions, base=10000.0):
    D = x.shape[-1] // 2
    if D < 2:
        angles = positions[:, None].double()
        c, s = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
        return torch.cat([x[..., :1] * c - x[..., 1:] * s, x[..., 1:] * c + x[..., :1] * s], -1)
    D = D - D % 2
    head, rest = x[..., :D], x[..., D:]
    speeds = base ** (-torch.arange(0, D, 2).double() / D)
    angles = positions[:, None] * speeds
    c, s = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
    a, b = head.chunk(2, dim=-1)
    return torch.cat([a * c - b * s, b * c + a * s, rest], -1)
