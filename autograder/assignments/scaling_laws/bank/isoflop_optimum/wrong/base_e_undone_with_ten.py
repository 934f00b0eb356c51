"""Natural logarithms, undone with base 10."""
# fails: parabola least_squares manners

def isoflop_optimum(sizes, losses):
    u = sizes.double().log()
    middle = u.mean()
    u = u - middle
    columns = torch.stack([torch.ones_like(u), u, u * u], dim=1)
    a, b, c = torch.linalg.lstsq(columns, losses.double()[:, None]).solution.flatten().tolist()
    if c <= 0:
        raise ValueError("opens downwards")
    return 10 ** (middle.item() - b / (2 * c))
