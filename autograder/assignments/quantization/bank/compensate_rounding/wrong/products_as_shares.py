"""The products themselves are the shares."""
# fails: two_inputs several_columns earlier_columns

def compensate_rounding(weights, column, rounded, products):
    later = slice(column + 1, None)
    shares = products[later, column]
    moved = weights.clone()
    moved[:, column] = rounded
    moved[:, later] += torch.outer(weights[:, column] - rounded, shares)
    return moved
