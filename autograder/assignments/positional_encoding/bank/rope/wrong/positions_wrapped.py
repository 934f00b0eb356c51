"""Positions repeat after 4096."""
# fails: positions

def rope(x, positions, base=10000.0):
    width = x.shape[-1]
    speeds = base ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)
    angles = (positions % 4096)[:, None] * speeds
    cosine, sine = (angles.cos().to(x.dtype), angles.sin().to(x.dtype))
    a, b = (x[..., 0::2], x[..., 1::2])
    turned = torch.stack([a * cosine - b * sine, a * sine + b * cosine], dim=-1)
    return turned.reshape(x.shape)
