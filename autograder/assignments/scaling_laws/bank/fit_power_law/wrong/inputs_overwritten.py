"""The logarithms are written into the inputs."""
# fails: manners

def fit_power_law(x, y):
    if (x <= 0).any() or (y <= 0).any():
        raise ValueError("only points above 0")
    x.log_(), y.log_()
    log_x, log_y = x.double(), y.double()
    dx = log_x - log_x.mean()
    slope = (dx * log_y).sum() / (dx * dx).sum()
    height = log_y.mean() - slope * log_x.mean()
    return math.exp(height), float(slope)
