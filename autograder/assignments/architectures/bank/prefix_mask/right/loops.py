"""Entry by entry."""

def prefix_mask(n_source, n_target):
    n = n_source + n_target
    rows = [[s < max(n_source, t + 1) for s in range(n)] for t in range(n)]
    return torch.tensor(rows, dtype=torch.bool)
