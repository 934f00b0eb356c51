"""A unit complex number for each pair; imaginary part first."""

def sinusoidal_encoding(positions, d_model):
    if d_model % 2:
        raise ValueError(f"odd width {d_model}")
    i = torch.arange(d_model // 2, dtype=torch.float64)
    angles = positions[:, None] * 10000.0 ** (-2 * i / d_model)
    turned = torch.polar(torch.ones_like(angles), angles)
    return torch.view_as_real(turned).flip(-1).flatten(1)
