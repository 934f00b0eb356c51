"""All pairs turn at the same speed."""
# fails: angles

def rope(x, positions, base=10000.0):
    D = x.shape[-1]
    speeds = torch.ones(D // 2).double()
    angles = positions[:, None] * speeds
    c, s = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
    a, b = x[..., : D // 2], x[..., D // 2 :]
    return torch.cat([a * c - b * s, b * c + a * s], -1)
