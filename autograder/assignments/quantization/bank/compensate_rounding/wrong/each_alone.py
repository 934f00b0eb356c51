"""Each later column pays as if alone."""
# fails: several_columns earlier_columns

def compensate_rounding(weights, column, rounded, products):
    later = slice(column + 1, None)
    shares = products[later, column] / products.diagonal()[later]
    moved = weights.clone()
    moved[:, column] = rounded
    moved[:, later] += torch.outer(weights[:, column] - rounded, shares)
    return moved
