"""The error is spread evenly."""
# fails: two_inputs several_columns earlier_columns

def compensate_rounding(weights, column, rounded, products):
    n_later = weights.shape[1] - column - 1
    moved = weights.clone()
    moved[:, column] = rounded
    if n_later:
        moved[:, column + 1 :] += ((weights[:, column] - rounded) / n_later)[:, None]
    return moved
