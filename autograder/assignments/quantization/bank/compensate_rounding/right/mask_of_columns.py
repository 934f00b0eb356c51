"""A full matrix of shares, zero where nothing moves."""

def compensate_rounding(weights, column, rounded, products):
    N = products.size(0)
    free = torch.arange(N) > column
    system = torch.where(free[:, None] & free, products, torch.eye(N, dtype=products.dtype))
    share = torch.linalg.solve(system, torch.where(free, products[column], 0))
    share[column] = -1
    return weights + (weights.T[column] - rounded).outer(share)
