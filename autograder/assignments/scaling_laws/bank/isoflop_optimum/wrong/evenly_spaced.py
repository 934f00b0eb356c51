"""The sizes are taken to be evenly spaced, in order."""
# fails: parabola least_squares

def isoflop_optimum(sizes, losses):
    u = torch.arange(len(sizes), dtype=torch.float64)
    columns = torch.stack([torch.ones_like(u), u, u * u], dim=1)
    _, b, c = torch.linalg.lstsq(columns, losses.double()[:, None]).solution.flatten().tolist()
    if c <= 0:
        raise ValueError("opens downwards")
    step = (sizes[-1] / sizes[0]).log().item() / (len(sizes) - 1)
    return sizes[0].item() * math.exp(step * -b / (2 * c))
