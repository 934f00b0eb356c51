"""Shares for guessing the later inputs from this one."""
# fails: two_inputs several_columns earlier_columns

def compensate_rounding(weights, column, rounded, products):
    later = slice(column + 1, None)
    shares = products[later, column] / products[column, column]
    moved = weights.clone()
    moved[:, column] = rounded
    moved[:, later] += torch.outer(weights[:, column] - rounded, shares)
    return moved
