"""The inverse of all products, earlier columns included."""
# fails: two_inputs earlier_columns manners

def compensate_rounding(weights, column, rounded, products):
    inverse = torch.linalg.inv(products)
    moved = weights - torch.outer((weights[:, column] - rounded) / inverse[column, column], inverse[column])
    moved[:, :column] = weights[:, :column]
    return moved
