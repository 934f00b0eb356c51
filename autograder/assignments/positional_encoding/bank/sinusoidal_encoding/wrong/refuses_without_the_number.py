"""Odd widths are refused, but the width is not named."""
# fails: shape

def sinusoidal_encoding(positions, d_model):
    if d_model % 2:
        raise ValueError("the width is odd")
    rates = 10000.0 ** (-torch.arange(0, d_model, 2, dtype=torch.float64) / d_model)
    angles = positions[:, None] * rates
    return torch.stack([angles.sin(), angles.cos()], dim=-1).flatten(1)
