"""A Cholesky factor of the later products, one row of weights after another."""

def compensate_rounding(weights, column, rounded, products):
    rows = [row.clone() for row in weights]
    n_later = weights.shape[1] - column - 1
    if n_later:
        factor = torch.linalg.cholesky(products[column + 1 :, column + 1 :])
        shares = torch.cholesky_solve(products[column + 1 :, column : column + 1], factor)[:, 0]
    for row, value in zip(rows, rounded):
        if n_later:
            row[column + 1 :] += (row[column] - value) * shares
        row[column] = value
    return torch.stack(rows)
