"""Only the next column pays."""
# fails: several_columns earlier_columns

def compensate_rounding(weights, column, rounded, products):
    later = slice(column + 1, column + 2)
    shares = torch.linalg.solve(products[later, later], products[later, column])
    moved = weights.clone()
    moved[:, column] = rounded
    moved[:, later] += torch.outer(weights[:, column] - rounded, shares)
    return moved
