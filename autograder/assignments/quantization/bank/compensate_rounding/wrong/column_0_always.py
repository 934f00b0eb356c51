"""Always the first column."""
# fails: earlier_columns

def compensate_rounding(weights, column, rounded, products):
    later = slice(1, None)
    shares = torch.linalg.solve(products[later, later], products[later, 0])
    moved = weights.clone()
    moved[:, 0] = rounded
    moved[:, later] += torch.outer(weights[:, 0] - rounded, shares)
    return moved
