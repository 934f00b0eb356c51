"""With H = S², S symmetric, rows of S are inputs: the outputs are met by least squares."""

def compensate_rounding(weights, column, rounded, products):
    values, vectors = torch.linalg.eigh(products.double())
    inputs = vectors * values.clamp(min=0).sqrt() @ vectors.T
    moved = weights.double().clone()
    moved[:, column] = rounded.double()
    later = slice(column + 1, None)
    if column + 1 < weights.shape[1]:
        missing = (weights.double() - moved) @ inputs.T
        change = torch.linalg.lstsq(inputs[:, later], missing.T, driver="gelsd").solution
        moved[:, later] += change.T
    return moved.to(weights.dtype)
