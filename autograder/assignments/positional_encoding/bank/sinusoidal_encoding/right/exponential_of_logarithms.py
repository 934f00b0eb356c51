"""exp(-log) as in the Annotated Transformer, in float32."""

def sinusoidal_encoding(positions, d_model):
    if d_model % 2:
        raise ValueError(f"odd width {d_model}")
    encoding = torch.zeros(len(positions), d_model)
    position = positions.float()[:, None]
    speeds = torch.exp(torch.arange(0, d_model, 2).float() * -(math.log(10000.0) / d_model))
    encoding[:, 0::2] = torch.sin(position * speeds)
    encoding[:, 1::2] = torch.cos(position * speeds)
    return encoding
