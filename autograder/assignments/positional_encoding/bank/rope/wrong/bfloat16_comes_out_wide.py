"""bfloat16 is turned in float32 and stays there."""
# fails: manners

def rope(x, positions, base=10000.0):
    D = x.shape[-1]
    x = x.float() if x.dtype == torch.bfloat16 else x
    speeds = base ** (-torch.arange(0, D, 2).double() / D)
    angles = positions[:, None] * speeds
    c, s = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
    a, b = x[..., : D // 2], x[..., D // 2 :]
    return torch.cat([a * c - b * s, b * c + a * s], -1)
