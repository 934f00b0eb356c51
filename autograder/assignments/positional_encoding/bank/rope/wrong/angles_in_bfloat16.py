"""Positions and speeds take the dtype of x, so in bfloat16 position 1001 is 1000."""
# fails: manners

def rope(x, positions, base=10000.0):
    D = x.shape[-1]
    speeds = base ** (-torch.arange(0, D, 2).double() / D)
    angles = positions.to(x.dtype)[:, None] * speeds.to(x.dtype)
    c, s = angles.cos(), angles.sin()
    a, b = x[..., : D // 2], x[..., D // 2 :]
    return torch.cat([a * c - b * s, b * c + a * s], -1)
