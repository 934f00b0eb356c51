"""Two points are refused."""
# fails: exact

def fit_power_law(x, y):
    if len(x) < 3 or (x <= 0).any() or (y <= 0).any():
        raise ValueError("only points above 0")
    log_x, log_y = x.double().log(), y.double().log()
    dx = log_x - log_x.mean()
    slope = (dx * log_y).sum() / (dx * dx).sum()
    height = log_y.mean() - slope * log_x.mean()
    return math.exp(height), float(slope)
