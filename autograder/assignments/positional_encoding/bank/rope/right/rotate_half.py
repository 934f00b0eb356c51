"""x · cos + rotate_half(x) · sin, as Hugging Face writes it."""

def rope(x, positions, base=10000.0):
    D = x.shape[-1]
    speeds = 1.0 / base ** (torch.arange(0, D, 2).float() / D)
    angles = positions[:, None].float() * speeds
    angles = torch.cat([angles, angles], dim=-1)
    first, second = x.chunk(2, dim=-1)
    turned = torch.cat([-second, first], dim=-1)
    return (x * angles.cos() + turned * angles.sin()).to(x.dtype)
