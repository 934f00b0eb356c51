"""The cosine as a sine that is a quarter turn ahead."""

def sinusoidal_encoding(positions, d_model):
    if d_model % 2:
        raise ValueError(f"odd width {d_model}")
    f = torch.arange(d_model)
    speeds = 10000.0 ** (-(f - f % 2).double() / d_model)
    return (positions[:, None] * speeds + (f % 2) * math.pi / 2).sin()
