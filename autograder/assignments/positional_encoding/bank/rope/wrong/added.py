"""The sinusoidal encoding is added: lengths and scores change."""
# fails: rotation distance angles

def rope(x, positions, base=10000.0):
    D = x.shape[-1]
    angles = positions[:, None] * base ** (-torch.arange(0, D, 2).double() / D)
    return x + torch.stack([angles.sin(), angles.cos()], -1).flatten(-2).to(x.dtype)
