"""The column is rounded to whole numbers; the rounded one that comes is not read."""
# fails: two_inputs

def compensate_rounding(weights, column, rounded, products):
    k = slice(column + 1, None)
    shares = torch.linalg.solve(products[k, k], products[k, column])
    moved = weights.clone()
    moved[:, column] = weights[:, column].round()
    moved[:, k] += torch.outer(weights[:, column] - moved[:, column], shares)
    return moved
