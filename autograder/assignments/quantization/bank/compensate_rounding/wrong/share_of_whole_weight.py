"""The whole weight is given away, not what rounding took."""
# fails: several_columns earlier_columns

def compensate_rounding(weights, column, rounded, products):
    later = slice(column + 1, None)
    shares = torch.linalg.solve(products[later, later], products[later, column])
    moved = weights.clone()
    moved[:, column] = rounded
    moved[:, later] += torch.outer(weights[:, column], shares)
    return moved
