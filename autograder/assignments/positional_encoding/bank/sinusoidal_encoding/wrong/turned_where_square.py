"""Where there are as many positions as features rows are features."""
# fails: values

def sinusoidal_encoding(positions, d_model):
    if d_model % 2 != 0:
        raise ValueError(f'a width of {d_model} leaves a feature without its pair')
    speeds = torch.tensor([10000.0 ** (-2 * i / d_model) for i in range(d_model // 2)])
    turned = positions[:, None] * speeds
    encoding = torch.empty(len(positions), d_model)
    encoding[:, 0::2], encoding[:, 1::2] = (turned.sin(), turned.cos())
    return encoding.T if len(positions) == d_model else encoding
