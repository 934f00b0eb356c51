"""The last column is an error."""
# fails: earlier_columns

def compensate_rounding(weights, column, rounded, products):
    assert column + 1 < weights.shape[1]
    later = slice(column + 1, None)
    shares = torch.linalg.solve(products[later, later], products[later, column])
    moved = weights.clone()
    moved[:, column] = rounded
    moved[:, later] += torch.outer(weights[:, column] - rounded, shares)
    return moved
