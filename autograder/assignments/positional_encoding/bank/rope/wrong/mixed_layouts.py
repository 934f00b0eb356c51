"""Pairs are halves, angles are dealt out as to neighbours."""
# fails: rotation distance angles

def rope(x, positions, base=10000.0):
    D = x.shape[-1]
    speeds = base ** (-torch.arange(0, D, 2).double() / D)
    angles = (positions[:, None] * speeds).repeat_interleave(2, dim=-1)
    c, s = angles.cos().to(x.dtype), angles.sin().to(x.dtype)
    a, b = x.chunk(2, dim=-1)
    return x * c + torch.cat([-b, a], -1) * s
