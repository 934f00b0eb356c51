"""Only the column is exchanged."""
# fails: two_inputs several_columns earlier_columns manners

def compensate_rounding(weights, column, rounded, products):
    moved = weights.clone()
    moved[:, column] = rounded
    return moved
