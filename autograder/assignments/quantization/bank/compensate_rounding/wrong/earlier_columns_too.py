"""The earlier columns move as well."""
# fails: earlier_columns

def compensate_rounding(weights, column, rounded, products):
    others = [k for k in range(len(products)) if k != column]
    shares = torch.linalg.solve(products[others][:, others], products[others, column])
    moved = weights.clone()
    moved[:, column] = rounded
    moved[:, others] += torch.outer(weights[:, column] - rounded, shares)
    return moved
