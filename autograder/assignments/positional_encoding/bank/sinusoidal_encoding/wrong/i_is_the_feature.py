"""i is taken for the feature: sine and cosine of a pair turn by different angles."""
# fails: first_rows values

def sinusoidal_encoding(positions, d_model):
    if d_model % 2:
        raise ValueError(f"odd width {d_model}")
    f = torch.arange(d_model, dtype=torch.float64)
    angles = positions[:, None] / 10000.0 ** (2 * f / d_model)
    even = f.long() % 2 == 0
    return torch.where(even, angles.sin(), angles.cos())
