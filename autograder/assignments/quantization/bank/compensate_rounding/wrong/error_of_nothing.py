"""The share of what was rounded to, not of the error."""
# fails: two_inputs several_columns earlier_columns manners

def compensate_rounding(weights, column, rounded, products):
    later = slice(column + 1, None)
    shares = torch.linalg.solve(products[later, later], products[later, column])
    moved = weights.clone()
    moved[:, column] = rounded
    moved[:, later] += torch.outer(rounded, shares)
    return moved
