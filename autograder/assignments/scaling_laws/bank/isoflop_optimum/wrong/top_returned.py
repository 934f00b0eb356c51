"""A highest point is returned as if it were the lowest."""
# fails: manners

def isoflop_optimum(sizes, losses):
    u = sizes.double().log()
    middle = u.mean()
    u = u - middle
    columns = torch.stack([torch.ones_like(u), u, u * u], dim=1)
    a, b, c = torch.linalg.lstsq(columns, losses.double()[:, None]).solution.flatten().tolist()
    return math.exp(middle.item() - b / (2 * c))
