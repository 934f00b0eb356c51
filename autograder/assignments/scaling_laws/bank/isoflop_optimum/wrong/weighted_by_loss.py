"""Low losses have more weight."""
# fails: least_squares

def isoflop_optimum(sizes, losses):
    u = sizes.double().log()
    middle = u.mean()
    u = u - middle
    columns = torch.stack([torch.ones_like(u), u, u * u], dim=1)
    w = (losses.double().min() / losses.double()) ** 8
    a, b, c = torch.linalg.lstsq(columns * w[:, None], (losses.double() * w)[:, None]).solution.flatten().tolist()
    if c <= 0:
        raise ValueError("opens downwards")
    return math.exp(middle.item() - b / (2 * c))
