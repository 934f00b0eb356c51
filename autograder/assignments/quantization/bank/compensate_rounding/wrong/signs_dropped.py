"""Opposite inputs are treated like equal ones."""
# fails: two_inputs several_columns earlier_columns

def compensate_rounding(weights, column, rounded, products):
    later = slice(column + 1, None)
    shares = torch.linalg.solve(products[later, later], products[later, column]).abs()
    moved = weights.clone()
    moved[:, column] = rounded
    moved[:, later] += torch.outer(weights[:, column] - rounded, shares)
    return moved
