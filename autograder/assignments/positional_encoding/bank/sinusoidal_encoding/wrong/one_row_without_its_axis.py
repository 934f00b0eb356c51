"""A single row loses its axis."""
# fails: shape

def sinusoidal_encoding(positions, d_model):
    if d_model % 2:
        raise ValueError(f"odd width {d_model}")
    speeds = 10000.0 ** (-torch.arange(0, d_model, 2) / d_model)
    angles = positions[:, None] * speeds
    return torch.stack([angles.sin(), angles.cos()], -1).flatten(1).squeeze(0)
