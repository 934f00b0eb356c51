"""The sizes are sorted, and their losses left where they are."""
# fails: parabola

def isoflop_optimum(sizes, losses):
    u = sizes.double().log().sort().values
    columns = torch.stack([torch.ones_like(u), u, u * u], dim=1)
    _, b, c = torch.linalg.lstsq(columns, losses.double()[:, None]).solution.flatten().tolist()
    if c <= 0:
        raise ValueError(f"opens downwards: {c}")
    return math.exp(-b / (2 * c))
