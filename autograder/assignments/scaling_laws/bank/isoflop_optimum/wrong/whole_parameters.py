"""Rounded to a whole number of parameters."""
# fails: parabola

def isoflop_optimum(sizes, losses):
    log_sizes = sizes.double().log()
    middle = log_sizes.mean()
    u = log_sizes - middle
    columns = torch.stack([torch.ones_like(u), u, u * u], dim=1)
    _, b, c = torch.linalg.lstsq(columns, losses.double()[:, None]).solution.flatten().tolist()
    if c <= 0:
        raise ValueError("opens downwards")
    return round(math.exp(middle.item() - b / (2 * c)))
