"""Row by row, with the inverse of the later products."""

def compensate_rounding(weights, column, rounded, products):
    new = [row[:column] for row in weights]
    inverse = products[column + 1 :, column + 1 :].inverse()
    for r, row in enumerate(weights):
        gap = row[column] - rounded[r]
        rest = row[column + 1 :] + gap * (inverse @ products[column + 1 :, column])
        new[r] = torch.cat([new[r], rounded[r : r + 1], rest])
    return torch.stack(new)
