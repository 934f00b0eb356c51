"""The power sign of the formula is copied: in Python it is an exclusive or."""
# fails: first_rows values

def sinusoidal_encoding(positions, d_model):
    if d_model % 2:
        raise ValueError(f"odd width {d_model}")
    encoding = torch.zeros(len(positions), d_model)
    for row, p in zip(encoding, positions.tolist()):
        for i in range(d_model // 2):
            angle = p / (10000 ^ (2 * i // d_model))
            row[2 * i], row[2 * i + 1] = math.sin(angle), math.cos(angle)
    return encoding
