"""A rotation matrix for each pair and position."""

def rope(x, positions, base=10000.0):
    D = x.shape[-1]
    features = [None] * D
    for i in range(D // 2):
        angle = positions.double() * base ** (-2 * i / D)
        c, s = angle.cos().to(x.dtype), angle.sin().to(x.dtype)
        a, b = x[..., 2 * i], x[..., 2 * i + 1]
        features[2 * i], features[2 * i + 1] = a * c - b * s, a * s + b * c
    return torch.stack(features, dim=-1)
