"""It turns at -b / c."""
# fails: parabola least_squares

def isoflop_optimum(sizes, losses):
    u = sizes.double().log()
    middle = u.mean()
    u = u - middle
    columns = torch.stack([torch.ones_like(u), u, u * u], dim=1)
    a, b, c = torch.linalg.lstsq(columns, losses.double()[:, None]).solution.flatten().tolist()
    if c <= 0:
        raise ValueError("opens downwards")
    return math.exp(middle.item() - b / c)
