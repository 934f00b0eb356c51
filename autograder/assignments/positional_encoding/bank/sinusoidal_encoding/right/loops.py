"""Entry by entry with the math module."""

def sinusoidal_encoding(positions, d_model):
    if d_model % 2:
        raise ValueError(f"odd width {d_model}")
    rows = []
    for p in positions.tolist():
        row = []
        for i in range(d_model // 2):
            angle = p / 10000 ** (2 * i / d_model)
            row += [math.sin(angle), math.cos(angle)]
        rows.append(row)
    return torch.tensor(rows, dtype=torch.float64)
