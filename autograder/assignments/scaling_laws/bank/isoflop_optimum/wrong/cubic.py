"""A cubic, where there are sizes enough, and its lowest point."""
# fails: least_squares

def isoflop_optimum(sizes, losses):
    log_sizes = sizes.double().log()
    middle = log_sizes.mean()
    u = log_sizes - middle
    columns = torch.stack([u**k for k in range(4 if len(u) > 3 else 3)], dim=1)
    solution = torch.linalg.lstsq(columns, losses.double()[:, None]).solution.flatten().tolist()
    _, b, c, d = (*solution, 0.0)[:4]
    if c <= 0:
        raise ValueError("opens downwards")
    if abs(d) < 1e-9:
        return math.exp(middle.item() - b / (2 * c))
    root = math.sqrt(max(c * c - 3 * b * d, 0.0))
    return math.exp(middle.item() + (root - c) / (3 * d))
