"""All rows get the mean error."""
# fails: several_columns earlier_columns

def compensate_rounding(weights, column, rounded, products):
    later = slice(column + 1, None)
    shares = torch.linalg.solve(products[later, later], products[later, column])
    moved = weights.clone()
    moved[:, column] = rounded
    moved[:, later] += torch.outer((weights[:, column] - rounded).mean().expand(len(weights)), shares)
    return moved
