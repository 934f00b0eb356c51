"""One later column after another pays what it can; none looks back."""
# fails: several_columns

def compensate_rounding(weights, column, rounded, products):
    moved = weights.clone()
    moved[:, column] = rounded
    for k in range(column + 1, weights.shape[1]):
        missing = (weights - moved) @ products[:, k]
        moved[:, k] += missing / products[k, k]
    return moved
