"""The weights themselves are changed."""
# fails: manners

def compensate_rounding(weights, column, rounded, products):
    later = slice(column + 1, None)
    shares = torch.linalg.solve(products[later, later], products[later, column])
    weights[:, later] += torch.outer(weights[:, column] - rounded, shares)
    weights[:, column] = rounded
    return weights
