"""The error is taken after the rounded column is in its place: it is 0."""
# fails: two_inputs several_columns

def compensate_rounding(weights, column, rounded, products):
    moved = weights.clone()
    moved[:, column] = rounded
    later = slice(column + 1, None)
    shares = torch.linalg.solve(products[later, later], products[later, column])
    moved[:, later] += torch.outer(moved[:, column] - rounded, shares)
    return moved
