"""The first pair turns slowest, the last one fastest."""
# fails: angles

def rope(x, positions, base=10000.0):
    width = x.shape[-1]
    rate = base ** (-torch.arange(0, width, 2, dtype=torch.float64) / width)
    angles = positions[:, None] * rate.flip(0)
    cosine, sine = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
    a, b = x[..., 0::2], x[..., 1::2]
    return torch.stack([a * cosine - b * sine, a * sine + b * cosine], dim=-1).reshape(x.shape)
