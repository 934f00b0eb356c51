"""The angles are rounded to 8 bits."""
# fails: values

def sinusoidal_encoding(positions, d_model):
    if d_model % 2:
        raise ValueError(f"odd width {d_model}")
    i = torch.arange(d_model // 2, dtype=torch.float64)
    angles = positions.double()[:, None] / 10000.0 ** (2 * i / d_model)
    return torch.stack([angles.bfloat16().float().sin(), angles.bfloat16().float().cos()], -1).flatten(1)
