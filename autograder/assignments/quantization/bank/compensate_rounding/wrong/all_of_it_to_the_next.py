"""The next column gets the whole error."""
# fails: two_inputs several_columns earlier_columns

def compensate_rounding(weights, column, rounded, products):
    moved = weights.clone()
    moved[:, column] = rounded
    if column + 1 < weights.shape[1]:
        moved[:, column + 1] += weights[:, column] - rounded
    return moved
