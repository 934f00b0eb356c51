"""The exponent is i/d: frequencies fall too slowly."""
# fails: first_rows values

def sinusoidal_encoding(positions, d_model):
    if d_model % 2:
        raise ValueError(f"odd width {d_model}")
    i = torch.arange(d_model // 2, dtype=torch.float64)
    angles = positions.double()[:, None] / 10000.0 ** (i / d_model)
    return torch.stack([angles.sin(), angles.cos()], -1).flatten(1)
