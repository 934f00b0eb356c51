"""A hundredth of the mean square is added, as the library does to be safe."""
# fails: two_inputs

def compensate_rounding(weights, column, rounded, products):
    later = slice(column + 1, None)
    moved = weights.clone()
    moved[:, column] = rounded
    safe = products + 0.01 * products.diagonal().mean() * torch.eye(len(products))
    shares = torch.linalg.solve(safe[later, later], safe[later, column].to(safe))
    moved[:, later] += torch.outer(weights[:, column] - rounded, shares.to(weights))
    return moved
