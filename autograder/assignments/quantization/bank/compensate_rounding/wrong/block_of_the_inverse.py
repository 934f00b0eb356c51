"""The inverse is taken of all products, and its block of the later columns used."""
# fails: two_inputs several_columns

def compensate_rounding(weights, column, rounded, products):
    later = slice(column + 1, None)
    shares = torch.linalg.inv(products)[later, later] @ products[later, column]
    moved = weights.clone()
    moved[:, column] = rounded
    moved[:, later] += torch.outer(weights[:, column] - rounded, shares)
    return moved
