"""The cosine has an exponent of its own, (2i+1)/d."""
# fails: first_rows values

def sinusoidal_encoding(positions, d_model):
    if d_model % 2:
        raise ValueError(f"odd width {d_model}")
    i = torch.arange(d_model // 2, dtype=torch.float64)
    p = positions[:, None]
    sines = (p / 10000.0 ** (2 * i / d_model)).sin()
    cosines = (p / 10000.0 ** ((2 * i + 1) / d_model)).cos()
    return torch.stack([sines, cosines], -1).flatten(1)
